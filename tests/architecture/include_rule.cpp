#include "tests/architecture/include_rule.h"

#include <algorithm>
#include <array>
#include <optional>
#include <regex>
#include <set>

namespace muster::architecture {
namespace {

struct Folder {
  std::string_view prefix;
  std::string_view room;  // ending in ':', the next folder's name is appended
};

// The first that fits counts.
constexpr std::array kFolders = {
    Folder{"reconciler/core/", "core"},     Folder{"reconciler/manifest/", "manifest"},
    Folder{"reconciler/engine/", "engine"}, Folder{"providers/net/", "net"},
    Folder{"providers/kit/", "kit"},        Folder{"providers/simulators/", "simulators"},
    Folder{"providers/", "registry"},       Folder{"daemon/", "daemon"},
    Folder{"tests/support/", "support"},    Folder{"tests/", "test"},
};

struct Room {
  std::string_view name;
  std::set<std::string_view> rooms;        // besides itself
  std::set<std::string_view> third_party;  // first folder or name of the header, for boost the first two
};

// fmt and the standard library are everybody's.
const std::array kRooms = {
    Room{"core", {}, {"nlohmann", "openssl", "utf8proc.h", "date"}},
    Room{"manifest", {"core"}, {"yaml-cpp"}},
    Room{"engine", {"core"}, {"boost/asio", "boost/system"}},
    Room{"net", {"core", "engine"}, {"boost/asio", "boost/beast", "boost/system", "boost/url", "openssl", "posix"}},
    Room{"kit", {"core", "engine", "net"}, {"nlohmann", "pugixml.hpp", "gumbo.h"}},
    // A vendor names the JSON values that kit reads for it.
    Room{"vendor", {"core", "engine", "net", "kit"}, {"nlohmann"}},
    Room{"registry", {"core", "engine", "net", "kit", "vendor"}, {}},
    Room{"simulators", {"core", "engine", "net"}, {"nlohmann", "pugixml.hpp", "boost/asio"}},
    Room{"daemon",
         {"core", "manifest", "engine", "net", "kit", "vendor", "registry", "simulators"},
         {"CLI", "nlohmann", "openssl", "sqlite3.h", "spdlog", "prometheus", "git2.h", "systemd", "boost/asio",
          "boost/system", "posix"}},
};

std::string next_folder(std::string_view path, std::size_t from) {
  const std::size_t slash = path.find('/', from);
  return slash == std::string_view::npos ? "" : std::string(path.substr(from, slash - from));
}

std::string_view family(std::string_view room) { return room.substr(0, room.find(':')); }

const Room* rule_for(std::string_view room) {
  const std::string_view name = family(room) == "simulator" ? "simulators" : family(room);
  const auto found = std::ranges::find(kRooms, name, &Room::name);
  return found == kRooms.end() ? nullptr : &*found;
}

// Headers of the operating system, none of which has a folder of its own but these.
bool is_posix(std::string_view header) {
  constexpr std::array kFolderNames = {"sys/", "arpa/", "netinet/", "linux/", "net/"};
  if (std::ranges::any_of(kFolderNames, [&](std::string_view name) { return header.starts_with(name); })) return true;
  constexpr std::array kNames = {"unistd.h",  "fcntl.h", "poll.h", "signal.h",
                                 "termios.h", "netdb.h", "pwd.h",  "spawn.h"};
  return std::ranges::find(kNames, header) != kNames.end();
}

// What the table calls a header that is not ours; empty: the standard library or fmt.
std::string library_of(std::string_view header) {
  if (is_posix(header)) return "posix";
  const std::size_t slash = header.find('/');
  if (slash == std::string_view::npos) return header.find('.') == std::string_view::npos ? "" : std::string(header);
  const std::string first(header.substr(0, slash));
  if (first == "fmt") return "";
  if (first != "boost") return first;
  const std::size_t second = header.find_first_of("/.", slash + 1);
  return std::string(header.substr(0, second));
}

// A simulator was written from the vendor's documents: neither it nor the provider may lean on the other. A vendor's
// simulator is known to the sandbox's list alone.
std::optional<std::string> refuse_vendor(std::string_view from, std::string_view to) {
  if (family(from) == "vendor" && family(to) == "vendor") return "a provider includes no other vendor";
  if (family(from) == "simulator" && family(to) == "simulator") return "a simulator includes no other vendor's";
  return std::nullopt;
}

std::optional<std::string> refuse_room(std::string_view from, std::string_view to) {
  if (from == to || from == "test") return std::nullopt;
  if (to == "support" || to == "test") return "only tests include tests";
  if (from == "support") return std::nullopt;
  if (auto refused = refuse_vendor(from, to)) return refused;
  const std::string_view asked = family(to) == "simulator" ? "simulators" : family(to);
  if (asked.empty()) return "no room owns that path";
  const Room* rule = rule_for(from);
  if (rule == nullptr) return "no rule knows the room of this file";
  if (rule->name == asked || rule->rooms.contains(asked)) return std::nullopt;
  return std::string(from) + " may not include " + std::string(to);
}

// Names of codes and statuses; all else of Beast is templates that cost minutes of build.
bool is_cheap_beast(std::string_view header) {
  constexpr std::array kHeaders = {"boost/beast/core/error.hpp", "boost/beast/http/error.hpp",
                                   "boost/beast/http/status.hpp"};
  return std::ranges::find(kHeaders, header) != kHeaders.end();
}

std::optional<std::string> refuse_library(const SourceFile& file, std::string_view room, std::string_view header) {
  const std::string library = library_of(header);
  if (library.empty() || is_test(file)) return std::nullopt;
  const Room* rule = rule_for(room);
  if (rule == nullptr) return "no rule knows the room of this file";
  if (!rule->third_party.contains(library)) return std::string(room) + " may not include " + library;
  const bool beast_file = file.path.starts_with("providers/net/beast_");
  if (library == "boost/beast" && !beast_file && !is_cheap_beast(header)) {
    return "Beast belongs into providers/net/beast_* alone";
  }
  return std::nullopt;
}

bool is_ours(std::string_view header) {
  constexpr std::array kTops = {"reconciler/", "providers/", "daemon/", "tests/", "schemas/", "examples/"};
  return std::ranges::any_of(kTops, [&](std::string_view top) { return header.starts_with(top); });
}

}  // namespace

std::string room_of(std::string_view path) {
  for (const Folder& each : kFolders) {
    if (!path.starts_with(each.prefix)) continue;
    const std::string folder = next_folder(path, each.prefix.size());
    if (folder.empty()) return std::string(each.room);
    if (each.room == "simulators") return "simulator:" + folder;
    if (each.room == "registry") return "vendor:" + folder;
    return std::string(each.room);
  }
  return "";
}

std::vector<Finding> forbidden_includes(const SourceFile& file) {
  static const std::regex kInclude(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"])re");
  const std::string room = room_of(file.path);
  std::vector<Finding> findings;
  std::size_t number = 0;
  for (const std::string_view line : lines_of(file.text)) {
    ++number;
    std::match_results<std::string_view::const_iterator> match;
    if (!std::regex_search(line.begin(), line.end(), match, kInclude)) continue;
    const std::string header = match[2];
    std::optional<std::string> refused;
    if (is_ours(header)) {
      refused = refuse_room(room, room_of(header));
    } else if (header.starts_with(".") || (match[1] == "\"" && library_of(header) == header)) {
      refused = "includes of our own files start at the project root";
    } else {
      refused = refuse_library(file, room, header);
    }
    if (refused) findings.push_back({file.path, number, *refused + ": " + header});
  }
  return findings;
}

}  // namespace muster::architecture
