#include "daemon/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

namespace muster::daemon {
namespace {

// What a program may know of ours: enough to find its own files, and no secret.
std::vector<std::string> small_environment() {
  std::vector<std::string> variables = {"PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8"};
  for (const char* name : {"HOME", "USER"}) {
    const char* value = std::getenv(name);
    if (value != nullptr) variables.push_back(std::string(name) + "=" + value);
  }
  return variables;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

// What the kernel does between fork and exec.
class SpawnRules {
 public:
  explicit SpawnRules(int output) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
    posix_spawn_file_actions_addchdir_np(&actions_, "/");
    posix_spawnattr_init(&attributes_);
    sigset_t none;
    sigset_t every;
    sigemptyset(&none);
    sigfillset(&every);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &every);
    posix_spawnattr_setpgroup(&attributes_, 0);  // so that its children can be ended with it
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  SpawnRules(const SpawnRules&) = delete;
  SpawnRules& operator=(const SpawnRules&) = delete;
  ~SpawnRules() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};

bool wait_until_readable(int descriptor, Deadline deadline) {
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    pollfd watched{descriptor, POLLIN, 0};
    const int ready = ::poll(&watched, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
    if (ready > 0) return true;
    if (ready == 0) return false;
    if (errno != EINTR) return false;
  }
}

}  // namespace

bool ChildProcess::spawn(const std::vector<std::string>& argv, int write_end) {
  std::vector<std::string> words = argv;
  std::vector<std::string> variables = small_environment();
  const SpawnRules rules(write_end);
  pid_t started = -1;
  if (::posix_spawn(&started, argv.front().c_str(), &rules.actions_, &rules.attributes_, pointers(words).data(),
                    pointers(variables).data()) != 0) {
    return false;
  }
  pid_ = started;
  handle_ = static_cast<int>(::syscall(SYS_pidfd_open, started, 0));
  return handle_ >= 0;
}

bool ChildProcess::start(const std::vector<std::string>& argv) {
  int ends[2] = {-1, -1};
  if (argv.empty() || ::pipe2(ends, O_CLOEXEC) != 0) return false;
  output_ = ends[0];
  ::fcntl(output_, F_SETFL, O_NONBLOCK);
  const bool started = spawn(argv, ends[1]);
  ::close(ends[1]);
  return started;
}

bool ChildProcess::wait_for_output(Deadline deadline) const { return wait_until_readable(output_, deadline); }

std::optional<int> ChildProcess::wait_for_end(Deadline deadline) {
  if (!wait_until_readable(handle_, deadline)) return std::nullopt;
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

ChildProcess::~ChildProcess() {
  if (pid_ > 0) {
    ::kill(-pid_, SIGKILL);
    ::kill(pid_, SIGKILL);
    while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  for (const int descriptor : {output_, handle_}) {
    if (descriptor >= 0) ::close(descriptor);
  }
}

}  // namespace muster::daemon
