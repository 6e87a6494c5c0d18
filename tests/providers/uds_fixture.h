// The provider for UDS against a scripted server, which checks each user's password and writes everything down.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "providers/cucm_uds/catalog.h"
#include "providers/cucm_uds/provider.h"
#include "providers/kit/sign_in.h"
#include "providers/kit/token_store.h"
#include "reconciler/core/record.h"
#include "reconciler/engine/ports.h"
#include "tests/support/memory_tokens.h"
#include "tests/support/scripted_http.h"
#include "tests/support/virtual_clock.h"

namespace muster::cucm_uds {

using Names = std::vector<std::string>;

class OneSink final : public engine::PageSink {
 public:
  [[nodiscard]] core::TableBuilder& rows() override { return builder_; }
  void page_read(std::string_view, std::size_t) override {}
  [[nodiscard]] core::Table finish() { return builder_.finish(); }

 private:
  core::TableBuilder builder_;
};

// By the argument of the reference: "uds/mkos".
class FileSecrets final : public engine::Secrets {
 public:
  engine::Task<core::Result<core::Secret>> resolve(core::SecretReference reference) override {
    ++resolved;
    const auto found = files.find(reference.argument);
    if (found == files.end()) {
      co_return std::unexpected(core::Error(core::ErrorKind::auth, "there is no file " + reference.argument));
    }
    co_return core::Secret(std::string(found->second));
  }
  engine::Task<core::Result<std::string>> version(core::SecretReference reference) override {
    co_return files[reference.argument];
  }

  std::map<std::string, std::string> files;
  int resolved = 0;
};

// Answers by method and path below the base path: "GET /user/mkos/devices". What is not there is a 404.
struct UdsScript {
  using Instead = std::function<std::optional<core::Result<net::HttpResponse>>(const net::HttpRequest&)>;

  std::map<std::string, std::string> answers;
  std::map<std::string, int> statuses;
  std::map<std::string, std::string> passwords;  // by user, as spelled in paths
  Instead instead;
  int refused = 0;

  core::Result<net::HttpResponse> answer(const net::HttpRequest& request) {
    const auto path = request.target.substr(std::string("/cucm-uds").size());
    if (path.starts_with("/user/") && !is_signed_in(request, path)) {
      ++refused;
      return tests::answer(401, "<html><head><title>HTTP Status 401</title></head></html>",
                           {{"Content-Type", "text/html;charset=utf-8"},
                            {"WWW-Authenticate", "Basic realm=\"Cisco Web Services Realm\""}});
    }
    if (instead) {
      if (auto own = instead(request)) return *own;
    }
    return usual(request, path);
  }

 private:
  static std::string user_in(const std::string& path) {
    const auto rest = path.substr(6);
    return rest.substr(0, rest.find('/'));
  }
  bool is_signed_in(const net::HttpRequest& request, const std::string& path) const {
    const auto user = user_in(path);
    const auto password = passwords.find(user);
    return password != passwords.end() &&
           request.headers.find("Authorization") == kit::basic_authorization(user, password->second);
  }
  net::HttpResponse usual(const net::HttpRequest& request, const std::string& path) {
    const auto line = std::string(net::to_text(request.method)) + " " + path;
    if (statuses.contains(line)) return tests::answer(statuses[line], answers[line]);
    if (answers.contains(line)) return tests::answer(200, answers[line], cookie_of(path));
    if (request.method == net::Method::get) return tests::answer(404, "");
    return tests::answer(path.ends_with("/credentials") ? 204 : request.method == net::Method::post ? 201 : 200, "");
  }
  static std::vector<std::pair<std::string, std::string>> cookie_of(const std::string& path) {
    if (!path.starts_with("/user/")) return {};
    return {{"Set-Cookie", "JSESSIONID=of-" + user_in(path) + "; Path=/cucm-uds; Secure; HttpOnly"}};
  }
};

// As in the vendor's examples, with people and devices of our own.
inline const char* const kUserAnswer =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<user uri="https://node-a.acme.example:8443/cucm-uds/user/mkos" version="12.5.1">
  <id>bd176b00-808e-8940-8d29-316e3f9443ba</id>
  <userName>mkos</userName>
  <displayName>Mira Kos</displayName>
  <homeNumber></homeNumber>
  <userLocale uri="https://node-a.acme.example:8443/cucm-uds/options/installedLocales" value="" appliesToAllDevices="true">English, United States</userLocale>
  <accountType useLdapAuth="false">ldap</accountType>
  <homeCluster enableImAndPresence="true" enableCalendarPresence="false">true</homeCluster>
  <callForwardAllDestination appliesToAllExtensions="true">
    <sendToVoiceMailPilotNumber>false</sendToVoiceMailPilotNumber>
    <destination></destination>
  </callForwardAllDestination>
  <enableDoNotDisturb appliesToAllDevices="true">false</enableDoNotDisturb>
  <jabberProfile/>
  <devices uri="https://node-a.acme.example:8443/cucm-uds/user/mkos/devices"/>
</user>)";

inline const char* const kDevicesAnswer =
    R"(<devices uri="https://node-a.acme.example/cucm-uds/user/mkos/devices" version="10.0.0">
  <device uri="https://node-a.acme.example/cucm-uds/user/mkos/device/dev-1">
    <id>dev-1</id><name>SEP00DEADBEEF01</name><type>Phone</type><model>Cisco 7965</model>
    <description editable="true" source="admin">SEP00DEADBEEF01</description><protocol>SCCP</protocol>
  </device>
  <device uri="https://node-a.acme.example/cucm-uds/user/mkos/device/dev-5">
    <id>dev-5</id><name>SEP00DEADBEEF05</name><type>Phone</type><model>Cisco 7965</model>
    <description editable="false">lobby</description><protocol>SCCP</protocol>
  </device>
</devices>)";

inline const char* const kDeviceAnswer = R"(<device hasPrimaryNumber="true" version="12.5.1">
  <id>dev-1</id><name>SEP00DEADBEEF01</name><type>Phone</type>
  <description editable="true" source="admin">SEP00DEADBEEF01</description><protocol>SCCP</protocol>
  <doNotDisturbSettings><enable>true</enable><option value="0"><supportedDndOptions><option value="0">Ringer Off</option></supportedDndOptions></option></doNotDisturbSettings>
</device>)";

inline std::string extensions_answer(const std::string& inner) {
  return "<extensions version=\"12.5.1\" uri=\"u\">" + inner + "</extensions>";
}

inline const char* const kExtensionAnswer =
    R"(<extension isPrimary="true" uri="https://node-a.acme.example/x/extension/ext-1">
  <id>ext-1</id><directoryNumber>2907</directoryNumber><voiceMailPilotNumber />
  <callForwardAllDestination><sendToVoiceMailPilotNumber>false</sendToVoiceMailPilotNumber><sendToCustomDestination>5555</sendToCustomDestination></callForwardAllDestination>
  <messageWaitingVisualAlertPreference value="1">Light and Prompt</messageWaitingVisualAlertPreference>
  <messageWaitingAudibleAlertPreference value="">Default</messageWaitingAudibleAlertPreference>
  <onACallRingPreference value="">Use System Default</onACallRingPreference>
  <notOnACallRingPreference value="4">Ring</notOnACallRingPreference>
  <label /><logMissedCalls>true</logMissedCalls>
</extension>)";

// One line by itself has lists of what is allowed instead of names.
inline const char* const kOneExtension =
    R"(<extension uri="https://node-a.acme.example/x/extension/ext-1" version="12.5.1">
  <logMissedCalls>true</logMissedCalls><label/>
  <notOnACallRingPreference value="4"><option value="3">Ring Once</option><option value="4">Ring</option></notOnACallRingPreference>
  <onACallRingPreference value=""><option value="0">Use System Default</option></onACallRingPreference>
  <messageWaitingAudibleAlertPreference value=""><option value="2">Default</option></messageWaitingAudibleAlertPreference>
  <messageWaitingVisualAlertPreference value="1"><option value="0">Use System Policy</option><option value="1">Light and Prompt</option></messageWaitingVisualAlertPreference>
  <callForwardAllDestination><sendToCustomDestination>5555</sendToCustomDestination><sendToVoiceMailPilotNumber>false</sendToVoiceMailPilotNumber></callForwardAllDestination>
  <forwardBusyExternalCallDestination><sendToCustomDestination>1</sendToCustomDestination></forwardBusyExternalCallDestination>
  <directoryNumber>2907</directoryNumber><id>ext-1</id>
</extension>)";

inline const char* const kDestination =
    R"(<remoteDestination uri="https://node-a.acme.example/x/remoteDestination/rd-1">
  <id>rd-1</id><name>mobile</name><destination>+1 (405) 555-1212</destination>
  <ringWhenExtensionDialed>true</ringWhenExtensionDialed><allowTransferToMobile>true</allowTransferToMobile>
  <allowControlFromApplication>false</allowControlFromApplication>
  <associatedDevices><associatedDevice>
    <usage uri="https://node-a.acme.example/options/remoteDestinationUsage" value="0">Single Number Reach</usage>
    <name>RDPmkos</name><description></description><model>Remote Destination Profile</model>
  </associatedDevice></associatedDevices>
</remoteDestination>)";

// {index, number, label} of a device or of all.
inline std::string speed_dial(const std::string& index, const std::string& number, const std::string& label) {
  return "<speedDial><index>" + index + "</index><number>" + number + "</number><label>" + label +
         "</label></speedDial>";
}
inline std::string user_speed_dials(const std::string& items, bool unified = true) {
  return std::string("<userSpeedDials version=\"12.5.1\"><speedDials appliesToAllDevices=\"") +
         (unified ? "true" : "false") + "\">" + items +
         "</speedDials><devices>"
         "<device name=\"SEP00DEADBEEF01\" description=\"\" "
         "speedDialsUri=\"https://node-b.acme.example/cucm-uds/user/mkos/device/dev-1/speedDials\"/>"
         "<device name=\"SEP00DEADBEEF05\" description=\"\" "
         "speedDialsUri=\"https://node-b.acme.example:8443/cucm-uds/user/mkos/device/dev-5/speedDials\"/>"
         "</devices></userSpeedDials>";
}
inline std::string device_speed_dials(const std::string& items) {
  return "<speedDials version=\"12.5.1\">" + items + "</speedDials>";
}
inline std::string service(const std::string& name, const std::string& id, const std::string& label,
                           const std::string& url) {
  return "<subscribedService><name>" + name + "</name><url>" + url +
         "</url><secureUrl>\n </secureUrl><phoneServiceName phoneServiceId=\"" + id + "\">" + label +
         "</phoneServiceName></subscribedService>";
}
inline std::string user_services(const std::string& items) {
  return "<userSubscribedServices version=\"12.5.1\"><subscribedServices appliesToAllDevices=\"true\">" + items +
         "</subscribedServices><devices/></userSubscribedServices>";
}

struct UdsSite {
  UdsSite() {
    spec.name = "uds";
    spec.provider = "cucm-uds";
    spec.url = "https://uds.acme.example:8443";
    spec.budget = {0, 100, 4};
    spec.credentials["username"] = "{name}";
    core::SecretReference password;
    password.argument = "uds/{name}";
    spec.credentials["password"] = password;
    add_user("mkos");
    auto& answers = script.answers;
    answers["GET /user/mkos"] = kUserAnswer;
    answers["GET /user/mkos/devices"] = kDevicesAnswer;
    answers["GET /user/mkos/device/dev-1"] = kDeviceAnswer;
    answers["GET /user/mkos/device/dev-1/extensions"] = extensions_answer(kExtensionAnswer);
    answers["GET /user/mkos/device/dev-1/extension/ext-1"] = kOneExtension;
    answers["GET /user/mkos/extensions"] = extensions_answer(kExtensionAnswer);
    answers["GET /user/mkos/conferencing"] =
        "<conferencing version=\"12.5.1\"><conferenceNow><enabled>true</enabled><accessCode>48151623</accessCode>"
        "</conferenceNow></conferencing>";
    answers["GET /user/mkos/remoteDestinations"] =
        std::string("<remoteDestinations version=\"12.5.1\">") + kDestination + "</remoteDestinations>";
    answers["GET /user/mkos/remoteDestination/rd-1"] = kDestination;
    answers["GET /user/mkos/speedDials"] =
        user_speed_dials(speed_dial("1", "1234567890", "Desk") + speed_dial("2", "+49 30 55", ""));
    answers["GET /user/mkos/device/dev-1/speedDials"] = device_speed_dials(speed_dial("1", "1234567890", "Desk"));
    answers["GET /user/mkos/subscribedServices"] =
        user_services(service("Weather", "svc-1", "Weather Forecast", "http://w.acme.example/f?zip=1"));
    answers["GET /user/mkos/device/dev-1/subscribedServices"] =
        "<subscribedServices version=\"12.5.1\"></subscribedServices>";
    answers["GET /version"] = "<versionInformation version=\"12.5.1\"><version>12.5.1</version></versionInformation>";
    answers["GET /options/installedLocales"] =
        "<installedLocales><option><value>1</value><name>English, United States</name></option>"
        "<option><value>7</value><name>German, Germany</name></option></installedLocales>";
    answers["GET /phoneServices"] =
        "<phoneServices><phoneService><id>svc-1</id><name>Weather Forecast</name></phoneService>"
        "<phoneService><id>svc-2</id><name>Directory</name></phoneService></phoneServices>";
    connect();
  }

  void add_user(const std::string& user) {
    script.passwords[user] = "pw-" + user;
    secrets.files["uds/" + user] = "pw-" + user;
  }
  // A user with nothing but the settings.
  void add_plain_user(const std::string& user) {
    add_user(user);
    script.answers["GET /user/" + user] = "<user version=\"12.5.1\"><userName>" + user +
                                          "</userName><displayName>d</displayName><homeCluster>true</homeCluster>"
                                          "</user>";
  }

  void connect() {
    http = std::make_shared<tests::ScriptedHttp>(
        clock, [this](const net::HttpRequest& request, std::size_t) { return script.answer(request); });
    kit::ProviderPorts ports;
    ports.transport = http;
    ports.clock = &clock;
    ports.random = &random;
    ports.secrets = &secrets;
    ports.tokens = with_tokens ? &tokens : nullptr;
    provider = make(spec, {}, ports).value();
  }

  // Names as keys, "user", "mkos"; and fields as paths.
  UdsSite& want(std::string_view entity, std::string key, const Names& fields = {}) {
    const auto index = core::EntityIndex(catalog().find_entity(entity).value());
    scope.names.emplace_back("uds", std::string(entity), std::move(key));
    scope.entities.insert(index);
    for (const auto& field : fields) scope.fields.emplace(index, field_of(index, field));
    return *this;
  }
  core::Result<core::Coverage> observe() {
    std::ranges::sort(scope.names);
    OneSink sink;
    auto coverage = clock.run(provider->observe(std::make_shared<const engine::Scope>(scope), sink));
    table = sink.finish();
    return coverage;
  }
  // Everything, or fields as paths.
  core::Result<core::Fresh> read(std::string entity, std::string key, std::string id,
                                 const std::optional<Names>& paths = std::nullopt) {
    std::set<core::FieldIndex> fields;
    const auto index = core::EntityIndex(catalog().find_entity(entity).value());
    for (const auto& path : paths.value_or(Names())) fields.insert(field_of(index, path));
    const auto wanted = paths ? std::make_shared<const std::set<core::FieldIndex>>(std::move(fields)) : nullptr;
    return clock.run(
        provider->read(core::EntityKey("uds", std::move(entity), std::move(key)), core::RemoteId(id), wanted));
  }
  core::Result<core::Receipt> write(core::Write write) {
    std::vector<core::Write> writes;
    writes.push_back(std::move(write));
    auto results = clock.run(provider->write(std::move(writes)));
    return std::move(results.at(0));
  }

  // A change of something that is read just before, as the engine does.
  core::Write change(const std::string& entity, const std::string& key, const std::string& id) {
    auto fresh = read(entity, key, id);
    core::Write write;
    write.entity = core::EntityKey("uds", entity, key);
    write.name = fresh && fresh->row() != nullptr ? std::string(fresh->row()->name.view()) : key;
    write.id = core::RemoteId(id);
    if (fresh) write.fresh = std::make_shared<const core::Fresh>(std::move(*fresh));
    before = http->sent().size();
    return write;
  }
  core::Write change_user() { return change("user", "mkos", "mkos"); }

  [[nodiscard]] Names lines() const {
    auto all = http->lines();
    for (auto& line : all) line.erase(line.find("/cucm-uds"), 9);
    return Names(all.begin() + static_cast<std::ptrdiff_t>(before), all.end());
  }
  // The body of the last request to that path.
  [[nodiscard]] std::string body(const std::string& line) const {
    std::string last = "not sent";
    for (const auto& one : http->sent()) {
      const auto text = std::string(net::to_text(one.request.method)) + " " + one.request.target;
      if (text == line.substr(0, line.find(' ') + 1) + "/cucm-uds" + line.substr(line.find(' ') + 1)) {
        last = one.request.body;
      }
    }
    const auto start = last.find("?>");
    return start == std::string::npos ? last : last.substr(start + 2);
  }

  [[nodiscard]] static std::string cell(const core::Table& rows, const core::Row* row, std::string_view path) {
    if (row == nullptr) return "no row";
    const auto cells = core::cells_of(rows.cells(*row), field_of(row->entity, path));
    if (cells.empty()) return "not known";
    std::string text;
    for (const auto& one : cells) {
      if (one.kind == core::CellKind::set) text = "list:";
      if (one.kind == core::CellKind::member) text += " " + std::string(one.value.view());
      if (one.kind == core::CellKind::set || one.kind == core::CellKind::member) continue;
      const bool is_named = one.kind == core::CellKind::text && one.value.view().empty() && !one.element.empty();
      if (one.state == core::CellState::at_default || is_named) return "default";
      text = std::string(one.value.view()) + (one.element.empty() ? "" : " = " + std::string(one.element.view()));
    }
    return text;
  }
  [[nodiscard]] std::string cell(std::string_view entity, std::string_view key, std::string_view path) const {
    return cell(table, table.find(catalog().find_entity(entity).value(), key), path);
  }

  tests::VirtualClock clock;
  tests::SeededRandom random{1};
  core::SystemSpec spec;
  UdsScript script;
  FileSecrets secrets;
  tests::MemoryTokens tokens;
  bool with_tokens = true;
  std::shared_ptr<tests::ScriptedHttp> http;
  std::unique_ptr<engine::Provider> provider;
  engine::Scope scope;
  core::Table table;
  std::size_t before = 0;  // requests that lines() leaves out
};

// Field writes as the engine makes them.
inline core::FieldWrite value_of(core::EntityIndex entity, std::string_view path, std::string text) {
  core::FieldWrite write;
  write.field = field_of(entity, path);
  write.value = std::move(text);
  return write;
}
inline core::FieldWrite reset(core::EntityIndex entity, std::string_view path) {
  core::FieldWrite write;
  write.field = field_of(entity, path);
  write.kind = core::WishKind::at_default;
  return write;
}
inline core::FieldWrite secret_of(std::string_view path, std::string text) {
  core::FieldWrite write;
  write.field = field_of(kUser, path);
  write.kind = core::WishKind::secret;
  write.secret = core::Secret(std::move(text));
  return write;
}
inline core::FieldWrite list_of(core::EntityIndex entity, std::string_view path, Names members) {
  core::FieldWrite write;
  write.field = field_of(entity, path);
  write.kind = core::WishKind::set;
  write.members = std::move(members);
  return write;
}

}  // namespace muster::cucm_uds
