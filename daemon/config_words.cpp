#include "daemon/config_words.h"

namespace muster::daemon {

namespace {

using manifest::WordHelp;

constexpr std::array kHelp = {
    WordHelp{"source.directory", "a path", "", "the folder that holds the manifests"},
    WordHelp{"interval", "a duration such as 5m", "5m", "between two full readings of a system, give or take 10 %"},
    WordHelp{"mode", "observe or enforce", "observe", "observe: plans and writes nothing; enforce: applies"},
    WordHelp{"listen.socket", "a path, or none", "$RUNTIME_DIRECTORY/musterd.sock",
             "the unix socket; who may open it may do everything"},
    WordHelp{"listen.address", "host:port on this machine, or none", "127.0.0.1:9646",
             "where HTTP is answered; port 0 takes any free one"},
    WordHelp{"listen.hosts", "a list of names", "[]", "further names by which a proxy may address the daemon"},
    WordHelp{"tokens.name", "a text", "", "who the token was given to"},
    WordHelp{"tokens.role", "read, plan or operate", "", "what it may do; each includes those before it"},
    WordHelp{"tokens.sha256", "64 hex digits", "", "the SHA-256 of the token, never the token"},
    WordHelp{"state", "a path", "$STATE_DIRECTORY/state.db", "the store of what muster knows"},
    WordHelp{"stateKey", "a secret of 64 hex digits", "",
             "recognises secrets and seals plans; without it a key is generated beside the store"},
    WordHelp{"secrets.folders", "a list of paths", "the folder of the manifests", "folders that {file: path} may read"},
    WordHelp{"secrets.directory", "a path", "",
             "where relative files count from, and may be read; without it the manifest's folder"},
    WordHelp{"secrets.exec", "true or false", "false", "whether {exec: [argv]} may run commands"},
    WordHelp{"limits.maxRemovals", "10%, 20 or {share: 10%, number: 20}", "",
             "the most that any System's guard of that name may allow"},
    WordHelp{"limits.maxUpdates", "30%, 200 or {share: 30%, number: 200}", "",
             "the most that any System's guard of that name may allow"},
    WordHelp{"limits.maxMemberRemovals", "10%, 50 or {share: 10%, number: 50}", "",
             "the most that any System's guard of that name may allow"},
    WordHelp{"limits.minAdmins", "a whole number", "", "administrators that every System keeps at least"},
    WordHelp{"limits.requiredAdmins", "a list of logins", "[]", "administrators that are never touched on any System"},
    WordHelp{"logLevel", "debug, info, warning or error", "info", "the least that is logged"},
    WordHelp{"logFormat", "logfmt or json", "logfmt", "how a line of the log is written"},
};

}  // namespace

std::span<const manifest::WordHelp> config_help() { return kHelp; }

}  // namespace muster::daemon
