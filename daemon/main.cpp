#include <string>
#include <vector>

#include "daemon/commands.h"
#include "daemon/console.h"

int main(int argc, char** argv) {
  const auto console = muster::daemon::make_system_console();
  return muster::daemon::run_command_line(std::vector<std::string>(argv + 1, argv + argc), *console);
}
