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
             "removals in one plan, and in 24 hours"},
    WordHelp{"guards.maxUpdates", "30%, 200 or {share: 30%, number: 200}", "{share: 30%, number: 200}",
             "updates in one plan, and in 24 hours"},
    WordHelp{"guards.maxMemberRemovals", "10%, 50 or {share: 10%, number: 50}", "{share: 10%, number: 50}",
             "members taken out of sets in one plan, and in 24 hours"},
    WordHelp{"guards.minAdmins", "a whole number", "1", "administrators that must keep their rights after every step"},
    WordHelp{"guards.requiredAdmins", "a list of logins", "[]", "administrators that are never touched"},
    WordHelp{"onDrift", "report or correct", "report", "what to do about live values that somebody else changed"},
    WordHelp{"unmanaged.action", "report, ignore, disable or delete", "report",
             "what to do about objects without a document"},
    WordHelp{"unmanaged.except", "a list of patterns such as svc-*", "[]", "names that unmanaged.action leaves alone"},
    WordHelp{"windows.days", "Mon, Mon-Fri, Sat-Mon, a list of them, or daily", "",
             "the days on which the window opens; one over midnight belongs to the day it starts"},
    WordHelp{"windows.from", "a time such as \"20:00\"", "", "when it opens"},
    WordHelp{"windows.to", "a time such as \"06:00\"", "",
             "when it closes, on the next day where that is not after from; outside all windows changes wait"},
    WordHelp{"windows.timeZone", "a time zone such as Europe/Berlin", "UTC", "whose clock from and to are read on"},
    WordHelp{"pause.until", "a date or a time such as 2026-12-24T18:00:00+01:00", "",
             "when changes go on by themselves; a date holds through that day in UTC; without it, until somebody takes "
             "the pause out"},
    WordHelp{"pause.reason", "a line of text", "", "why no change is made; everybody who waits for it will read it"},
    WordHelp{"deleteAfter", "a duration such as 7d", "7d for objects without a document, nothing for ensure: absent",
             "how long an object has to be unwanted before it is removed"},
    WordHelp{"defaults", "a map by kind", "", "fields of all objects of a kind that do not state them"},
    WordHelp{"settings", "a map", "", "switches of the vendor"},
};

constexpr std::array kOverride = {
    WordHelp{"guard", "maxRemovals, maxUpdates, maxMemberRemovals, shortSource, contended or windows", "",
             "the guard that lets the objects pass; the guards against a lock-out know no exception"},
    WordHelp{"system", "a text", "", "the System document it is about"},
    WordHelp{"kind", "a kind such as User", "every kind", "the kind of the objects"},
    WordHelp{"objects", "a list of names", "every object", "which objects of that kind may pass"},
    WordHelp{"expires", "a date or a time such as 2026-12-24T18:00:00+01:00", "",
             "until when it counts; a date holds through that day in UTC"},
    WordHelp{"reason", "a line of text", "", "why; plans and the audit trail show it"},
};

constexpr std::array kMetadata = {
    WordHelp{"system", "a text", "", "the System document the object belongs to"},
    WordHelp{"name", "a text", "", "the natural key of the object on that system"},
    WordHelp{"labels", "a map of texts", "",
             "for grouping in plans and for selectors; person joins one person's documents"},
    WordHelp{"protect", "true or false", "false", "no change may ever touch the object"},
    WordHelp{"ensure", "present or absent", "present", "absent: the object shall not exist"},
    WordHelp{"urgent", "true or false", "false",
             "with ensure: absent: neither windows nor pause hold the removal back"},
    WordHelp{"previously", "a list of names", "", "former names of the object"},
};

}  // namespace

std::span<const WordHelp> system_help() { return kSystem; }

std::span<const WordHelp> override_help() { return kOverride; }

std::span<const WordHelp> metadata_help() { return kMetadata; }

std::string_view help_of(std::span<const WordHelp> words, std::string_view path) {
  const auto at = std::ranges::find(words, path, &WordHelp::path);
  return at == words.end() ? std::string_view() : at->help;
}

}  // namespace muster::manifest
