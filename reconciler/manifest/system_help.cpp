#include "reconciler/manifest/system_help.h"

#include <algorithm>
#include <array>

namespace muster::manifest {

namespace {

constexpr std::array kSystem = {
    WordHelp{"provider", "a word", "", "the vendor of the system"},
    WordHelp{"url", "https://host[:port]", "",
             "the system's origin; http only on this machine, or with allowPlaintext"},
    WordHelp{"allowPlaintext", "true or false", "false",
             "allows http to another machine; passwords travel in the clear"},
    WordHelp{"credentials", "a map", "", "muster's own account on the system; secrets are references"},
    WordHelp{"tls.caFile", "a path", "", "the authority, or the server's own certificate; verification is never off"},
    WordHelp{"proxy", "http://host:port", "", "the proxy that leads to the system"},
    WordHelp{"budget.requestsPerMinute", "a whole number", "120", "requests the system can take in a minute"},
    WordHelp{"budget.share", "a share such as 60%", "60%", "the part of them that muster may use"},
    WordHelp{"budget.concurrency", "a whole number", "4", "requests under way at a time"},
    WordHelp{"guards.maxRemovals", "10%, 20 or {share: 10%, number: 20}", "{share: 10%, number: 20}",
             "removals in one plan"},
    WordHelp{"guards.maxUpdates", "30%, 200 or {share: 30%, number: 200}", "{share: 30%, number: 200}",
             "updates in one plan"},
    WordHelp{"guards.maxMemberRemovals", "10%, 50 or {share: 10%, number: 50}", "{share: 10%, number: 50}",
             "members taken out of sets in one plan"},
    WordHelp{"guards.minAdmins", "a whole number", "1", "administrators that must keep their rights after every step"},
    WordHelp{"guards.requiredAdmins", "a list of logins", "[]", "administrators that are never touched"},
    WordHelp{"onDrift", "report or correct", "report", "what to do about live values that somebody else changed"},
    WordHelp{"unmanaged.action", "report, ignore, disable or delete", "report",
             "what to do about objects without a document"},
    WordHelp{"unmanaged.except", "a list of patterns such as svc-*", "[]", "names that unmanaged.action leaves alone"},
    WordHelp{"defaults", "a map by kind", "", "fields of all objects of a kind that do not state them"},
    WordHelp{"settings", "a map", "", "switches of the vendor"},
};

constexpr std::array kMetadata = {
    WordHelp{"system", "a text", "", "the System document the object belongs to"},
    WordHelp{"name", "a text", "", "the natural key of the object on that system"},
    WordHelp{"labels", "a map of texts", "",
             "for grouping in plans and for selectors; person joins one person's documents"},
    WordHelp{"protect", "true or false", "false", "no change may ever touch the object"},
    WordHelp{"ensure", "present or absent", "present", "absent: the object shall not exist"},
    WordHelp{"previously", "a list of names", "", "former names of the object"},
};

}  // namespace

std::span<const WordHelp> system_help() { return kSystem; }

std::span<const WordHelp> metadata_help() { return kMetadata; }

std::string_view help_of(std::span<const WordHelp> words, std::string_view path) {
  const auto at = std::ranges::find(words, path, &WordHelp::path);
  return at == words.end() ? std::string_view() : at->help;
}

}  // namespace muster::manifest
