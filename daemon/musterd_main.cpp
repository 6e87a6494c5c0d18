#include <string>
#include <vector>

#include "daemon/console.h"
#include "daemon/musterd.h"

int main(int argc, char** argv) {
  const auto console = muster::daemon::make_system_console();
  return muster::daemon::run_musterd(std::vector<std::string>(argv + 1, argv + argc), *console);
}
