#include "daemon/output_folder.h"

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>

#include "daemon/stable_file.h"

namespace muster::daemon {
namespace {

std::optional<std::string> first_taken(const std::string& folder, const std::vector<OutputFile>& files) {
  for (const OutputFile& file : files) {
    const std::filesystem::path path = std::filesystem::path(folder) / file.name;
    std::error_code error;
    if (!std::filesystem::exists(path, error)) continue;
    const auto text = read_stable_file(path.string(), file.text.size());
    if (!text || *text != file.text) return path.string();
  }
  return std::nullopt;
}

}  // namespace

core::Status write_files(const std::string& folder, const std::vector<OutputFile>& files) {
  std::error_code error;
  for (const OutputFile& file : files) {
    const std::filesystem::path path = std::filesystem::path(folder) / file.name;
    std::filesystem::create_directories(path.parent_path(), error);
    if (error) {
      return std::unexpected(
          core::Error(core::ErrorKind::invalid, fmt::format("making the folder {}: {}", folder, error.message())));
    }
    if (auto written = write_whole_file(path.string(), file.text, file.secret); !written) return written;
  }
  return {};
}

core::ExitCode write_folder(const CommandContext& context, const std::vector<OutputFile>& files, Existing existing) {
  const std::string& folder = context.options.out;
  if (const auto taken = existing == Existing::keep ? first_taken(folder, files) : std::nullopt) {
    return fail(
        context,
        fmt::format("{} exists and says something else: move it away, or name another folder with --out", *taken));
  }
  if (const auto written = write_files(folder, files); !written) return fail(context, written.error());
  nlohmann::ordered_json json = {{"formatVersion", 1}, {"files", nlohmann::ordered_json::array()}};
  std::string text;
  for (const OutputFile& file : files) {
    const std::string path = (std::filesystem::path(folder) / file.name).string();
    json["files"].push_back(path);
    text += "wrote " + path + "\n";
  }
  if (context.json()) {
    context.console.out(json.dump(2) + "\n");
  } else if (!context.options.quiet) {
    context.console.out(text);
  }
  return core::ExitCode::done;
}

}  // namespace muster::daemon
