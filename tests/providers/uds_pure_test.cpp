// The parts of the UDS provider that decide without a server.
#include "providers/cucm_uds/answer.h"
#include "providers/cucm_uds/bodies.h"
#include "providers/cucm_uds/convert.h"
#include "providers/cucm_uds/lists.h"
#include "providers/cucm_uds/options.h"
#include "providers/cucm_uds/settings.h"
#include "providers/cucm_uds/stored_password.h"
#include "providers/cucm_uds/wanted.h"
#include "providers/cucm_uds/writing.h"
#include "providers/kit/xml_write.h"
#include "tests/providers/uds_fixture.h"

namespace muster::cucm_uds {
namespace {

using core::Delivery;
using core::ErrorKind;
using kit::XmlElement;

XmlElement xml(const std::string& text) { return kit::read_xml(text).value(); }

TEST(XmlWrite, WhatIsWrittenReadsTheSame) {
  XmlElement root;
  root.name = "a";
  root.attributes = {{"b", "1 < 2 & \"x\""}};
  kit::add_child(root, "c", "<&>\"' \xC3\xA4");
  kit::add_child(root, "d");
  const auto text = kit::write_xml(root);
  EXPECT_EQ(text,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a b=\"1 &lt; 2 &amp; &quot;x&quot;\"><c>&lt;&amp;&gt;&quot;' "
            "\xC3\xA4</c><d/></a>");
  const auto again = xml(text);
  EXPECT_EQ(again.attribute("b"), "1 < 2 & \"x\"");
  EXPECT_EQ(again.text_of("c"), "<&>\"' \xC3\xA4");
  ASSERT_NE(again.child("d"), nullptr);
  EXPECT_EQ(again.attribute("none"), std::nullopt);
}

TEST(XmlWrite, TextThatXmlHasNotIsKnown) {
  EXPECT_TRUE(kit::is_xml_text("line\nline\ttab"));
  EXPECT_FALSE(kit::is_xml_text(std::string("a\0b", 3)));
  EXPECT_FALSE(kit::is_xml_text("\x1b"));
  EXPECT_FALSE(kit::is_xml_text("\xff"));
}

struct Told {
  int status;
  ErrorKind kind;
  Delivery of_get;
  Delivery of_put;
};

TEST(UdsAnswer, AStatusSaysWhatHappened) {
  for (const Told& one : {Told{400, ErrorKind::rejected, Delivery::refused, Delivery::refused},
                          Told{401, ErrorKind::auth, Delivery::refused, Delivery::refused},
                          Told{403, ErrorKind::rejected, Delivery::refused, Delivery::refused},
                          Told{404, ErrorKind::not_found, Delivery::refused, Delivery::refused},
                          Told{405, ErrorKind::rejected, Delivery::refused, Delivery::refused},
                          Told{409, ErrorKind::conflict, Delivery::refused, Delivery::refused},
                          Told{415, ErrorKind::rejected, Delivery::refused, Delivery::refused},
                          Told{429, ErrorKind::rate_limited, Delivery::refused, Delivery::refused},
                          Told{500, ErrorKind::unavailable, Delivery::refused, Delivery::maybe_applied},
                          Told{503, ErrorKind::unavailable, Delivery::refused, Delivery::maybe_applied},
                          Told{302, ErrorKind::protocol, Delivery::refused, Delivery::maybe_applied}}) {
    const net::HttpResponse response(one.status, "");
    const auto got = read_answer({net::Method::get, "/x", "uds"}, response, {});
    const auto put = read_done({net::Method::put, "/x", "uds"}, response, {});
    ASSERT_FALSE(got || put) << one.status;
    EXPECT_EQ(got.error().kind, one.kind) << one.status;
    EXPECT_EQ(got.error().delivery, one.of_get) << one.status;
    EXPECT_EQ(put.error().delivery, one.of_put) << one.status;
  }
}

TEST(UdsAnswer, ATimeToWaitIsHandedOn) {
  const auto response = tests::answer(503, "", {{"Retry-After", "9"}});
  const auto put = read_done({net::Method::put, "/x", "uds"}, response, {});
  EXPECT_EQ(put.error().delivery, Delivery::refused) << "it chose not to serve";
  EXPECT_EQ(put.error().retry_after, std::chrono::seconds(9));
}

TEST(UdsAnswer, ASuccessThatIsNoXmlIsNotBelieved) {
  for (const char* const body :
       {"", "<html><body>starting</body></html>", "{}", "<user", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"}) {
    const auto got = read_answer({net::Method::get, "/x", "uds"}, net::HttpResponse(200, body), {});
    ASSERT_FALSE(got) << body;
    EXPECT_EQ(got.error().kind, ErrorKind::protocol);
  }
}

TEST(UdsAnswer, WordsOfARefusalAreFoundInAnyForm) {
  EXPECT_EQ(said(net::HttpResponse(415, "")), "");
  EXPECT_EQ(said(net::HttpResponse(415,
                                   "<errors><error><errorCode>5</errorCode><errorMessage> no\n such </errorMessage>"
                                   "<hint>x</hint></error></errors>")),
            "5: no such");
  EXPECT_EQ(said(net::HttpResponse(415, "<a><b/><c>what</c></a>")), "what");
  EXPECT_EQ(said(tests::answer(401, "<html><head><title>HTTP Status 401</title></head><body>x<hr>y</html>",
                               {{"Content-Type", "text/html;charset=utf-8"}})),
            "HTTP Status 401");
  EXPECT_EQ(said(net::HttpResponse(500, "plain words")), "plain words");
  EXPECT_EQ(said(net::HttpResponse(500, "<broken")), "");
  EXPECT_EQ(said(net::HttpResponse(500, "<a>" + std::string(500, 'x') + "</a>")).size(), 203U);
}

TEST(UdsLists, AnIdIsTakenFromTheEndOfALink) {
  EXPECT_EQ(id_in("https://h:8443/cucm-uds/user/u/device/d-1"), "d-1");
  EXPECT_EQ(id_in("https://h/cucm-uds/user/u/device/d-1/speedDials", 1), "d-1");
  EXPECT_EQ(id_in("https://h/x/d-1/speedDials/?a=b", 1), "d-1");
  EXPECT_EQ(id_in(""), "");
}

TEST(UdsLists, ADeviceIsFoundInALinkWhateverTheUserIsCalled) {
  const auto read =
      read_list(List::speed_dials,
                xml("<userSpeedDials><speedDials appliesToAllDevices=\"false\"/><devices><device name=\"SEP1\" "
                    "speedDialsUri=\"https://h/cucm-uds/user/q?u#e/device/d-1/speedDials\"/></devices>"
                    "</userSpeedDials>"));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->devices, (std::vector<ListedDevice>{{"SEP1", "d-1"}}));
}

TEST(UdsLists, ANumberedRecordNeedsItsNumber) {
  const auto read =
      read_list(List::speed_dials, xml("<speedDials><speedDial><number>1</number></speedDial></speedDials>"));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, ErrorKind::protocol);
  EXPECT_FALSE(read_list(List::speed_dials, xml("<devices/>")));
}

TEST(UdsLists, IndexesAreNumbers) {
  const auto read =
      read_list(List::speed_dials, xml(device_speed_dials(speed_dial("007", "1", "") + speed_dial("0", "1", ""))));
  EXPECT_EQ(read->records.at(0).parts.at("index"), "7");
  EXPECT_EQ(read->records.at(1).parts.at("index"), "0");
}

TEST(UdsLists, MergingAndTakingApartAreInverse) {
  tests::SeededRandom random(7);
  const Names names = {"SEP01", "SEP02", "SEP03"};
  for (int round = 0; round < 500; ++round) {
    std::vector<DeviceList> lists;
    for (const auto& name : names) {
      DeviceList list{name, {}};
      for (int index = 1; index < 4; ++index) {
        if (random.next() % 3 == 0) continue;
        core::Record record;
        record.parts["index"] = std::to_string(index);
        record.parts["number"] = std::to_string(random.next() % 2);
        list.records.push_back(record);
      }
      lists.push_back(list);
    }
    const auto all = merged(lists);
    for (const auto& list : lists) {
      EXPECT_TRUE(std::ranges::is_permutation(of_device(all, list.device), list.records));
      EXPECT_TRUE(std::ranges::is_permutation(wanted_of_device(all, list.device), list.records));
    }
  }
}

TEST(UdsConvert, VersionsCompareByTheirNumbers) {
  EXPECT_TRUE(is_older("10.5.2", 11, 5));
  EXPECT_TRUE(is_older("11.0(1)", 11, 5));
  EXPECT_FALSE(is_older("11.5.1", 11, 5));
  EXPECT_FALSE(is_older("14", 11, 5));
  EXPECT_FALSE(is_older("", 11, 5));
  EXPECT_FALSE(is_older("unknown", 11, 5)) << "what is not known is no reason to refuse";
}

TEST(UdsConvert, AUsageIsItsNumberHoweverItIsShown) {
  struct Case {
    const char* usage;
    const char* expected;
  };
  for (const Case& one :
       {Case{R"(<usage value="1">Application Control</usage>)", "1"},
        Case{R"(<usage value="2"><option value="0">a</option><option value="2">b</option></usage>)", "2"},
        Case{"<usage>Dual Mode Mobile</usage>", "2"}, Case{"<usage>0</usage>", "0"}}) {
    const auto part = read_remote_destination(
        xml(std::string("<remoteDestination><id>r</id><destination>1</destination><associatedDevices><associatedDevice>"
                        "<name>RD</name>") +
            one.usage + "</associatedDevice></associatedDevices></remoteDestination>"));
    ASSERT_TRUE(part);
    const auto member = std::ranges::find(part->cells, core::CellKind::member, &FieldCell::kind);
    EXPECT_EQ(core::parse_record(member->value)->parts.at("usage"), one.expected);
  }
}

TEST(UdsConvert, OrderAndUnknownElementsDoNotMatter) {
  auto root = xml(kUserAnswer);
  const auto before = read_user_cells(root);
  std::ranges::reverse(root.children);
  kit::add_child(root, "brandNew", "x").attributes = {{"appliesToAllDevices", "false"}};
  auto after = read_user_cells(root);
  EXPECT_FALSE(before.empty());
  EXPECT_TRUE(std::ranges::is_permutation(before, after));
}

TEST(UdsConvert, AnIdMissingFromAnItemIsTheEndOfItsLink) {
  const auto devices =
      read_devices(xml("<devices><device uri=\"https://h/x/device/d-7\"><name>SEP1</name></device></devices>"));
  EXPECT_EQ(devices->at(0).id, "d-7");
  EXPECT_FALSE(read_devices(xml("<devices><device><name>SEP1</name></device></devices>")));
  EXPECT_FALSE(read_devices(xml("<speedDials/>"))) << "an answer about something else is no empty list";
}

TEST(UdsOptions, AreFoundByValueThenByName) {
  const Options options = {
      {"0", "Use System Default"}, {"1", "Disable"}, {"4", "Ring"}, {"9", "Twin"}, {"10", "Twin"}, {"Ring", "odd"}};
  EXPECT_EQ(find_option(options, "4")->value, "4");
  EXPECT_EQ(find_option(options, "ring")->value, "Ring") << "the value comes first";
  EXPECT_EQ(find_option(options, " disable")->value, "1");
  EXPECT_EQ(find_option(options, "Twin"), nullptr) << "two of that name";
  EXPECT_EQ(find_option(options, "none"), nullptr);
}

TEST(UdsOptions, AreReadWhereverTheyStandAndHaveTwoRows) {
  const auto options = read_options(
      xml("<options version=\"1\"><x><option><value>1</value><name>1</name></option></x><option><name>B</name><value>2"
          "</value></option><option><value/><name>empty</name></option></options>"));
  EXPECT_EQ(options, (Options{{"1", "1"}, {"2", "B"}}));
  core::TableBuilder rows;
  add_rows(kLocale, options, rows);
  const auto table = rows.finish();
  EXPECT_EQ(table.rows().size(), 3U) << "a name that is a value already is no second row";
  EXPECT_FALSE(table.is_ambiguous(kLocale, "1"));
}

TEST(UdsPassword, WhatIsStoredReadsTheSame) {
  StoredPassword stored;
  stored.seed = "abc";
  stored.pending = core::Secret("new\nline\xff");
  stored.current = core::Secret("12\n34");
  const auto again = from_blob(to_blob(stored));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->seed, "abc");
  EXPECT_EQ(again->pending.reveal(), "new\nline\xff");
  EXPECT_EQ(again->current.reveal(), "12\n34");
  stored.late = core::Secret("3\nlate");
  const auto with_late = from_blob(to_blob(stored));
  ASSERT_TRUE(with_late);
  EXPECT_EQ(with_late->pending.reveal(), "new\nline\xff");
  EXPECT_EQ(with_late->late.reveal(), "3\nlate");
  EXPECT_EQ(with_late->current.reveal(), "12\n34");
  for (const char* const text :
       {"uds-2\na\n0\n", "uds-2\na\n0\n9\nb", "", "uds-1", "uds-1\na\nx\n", "uds-1\na\n99\nb", "oauth-1\na\n0\n"}) {
    EXPECT_FALSE(from_blob(core::Secret(text))) << text;
  }
}

Names tried(const std::string& seed, const std::string& pending, const std::string& current,
            const std::string& late = {}) {
  StoredPassword stored;
  stored.late = core::Secret(std::string(late));
  if (!seed.empty()) stored.seed = digest_of(core::Secret(std::string(seed)));
  stored.pending = core::Secret(std::string(pending));
  stored.current = core::Secret(std::string(current));
  Names names;
  for (const auto& one : candidates(stored, core::Secret("configured"))) names.push_back(one.reveal());
  return names;
}

TEST(UdsPassword, IsChosenByWhatIsKnown) {
  EXPECT_EQ(tried("", "", ""), (Names{"configured"})) << "nothing stored";
  EXPECT_EQ(tried("configured", "", "set"), (Names{"set"})) << "muster has changed it since";
  EXPECT_EQ(tried("older", "", "set"), (Names{"configured"})) << "the configured one has changed since";
  EXPECT_EQ(tried("configured", "new", "set"), (Names{"new", "set"})) << "in doubt";
  EXPECT_EQ(tried("configured", "new", ""), (Names{"new", "configured"})) << "in doubt, for the first time";
  EXPECT_EQ(tried("older", "new", "set"), (Names{"configured"}));
  EXPECT_EQ(tried("configured", "set", "set"), (Names{"set"})) << "each once";
  EXPECT_EQ(tried("configured", "", "set", "late"), (Names{"set", "late"})) << "it may have arrived since";
  EXPECT_EQ(tried("older", "", "set", "late"), (Names{"configured"}));
}

TEST(UdsWanted, NamesAreGroupedByUser) {
  engine::Scope scope;
  scope.names = {core::EntityKey("uds", "device", "a/sep1"), core::EntityKey("uds", "extension", "a/sep2/11"),
                 core::EntityKey("uds", "remote destination", "b/49"), core::EntityKey("uds", "user", "a")};
  const auto users = wanted_users(scope);
  ASSERT_EQ(users.size(), 2U);
  EXPECT_TRUE(users[0].is_named);
  EXPECT_FALSE(users[1].is_named);
  EXPECT_EQ(users[0].devices.size(), 2U) << "a line needs its device";
  EXPECT_EQ(users[0].named_devices.size(), 1U);
  EXPECT_EQ(users[0].keys("uds").size(), 3U);
}

TEST(UdsSettings, AreCheckedOffline) {
  core::SystemSpec spec;
  spec.name = "uds";
  EXPECT_EQ(read_settings(spec)->base_path, "/cucm-uds");
  spec.settings["basePath"] = std::string("/proxy/uds/");
  EXPECT_EQ(read_settings(spec)->base_path, "/proxy/uds");
  spec.settings["basePath"] = std::string("no slash");
  EXPECT_FALSE(check_settings(spec));
  spec.settings["basePath"] = std::string("/cucm-uds");
  spec.settings["remoteDestinationPath"] = std::string("elsewhere");
  EXPECT_FALSE(check_settings(spec));
  spec.settings["remoteDestinationPath"] = std::string("withId");
  EXPECT_TRUE(read_settings(spec)->post_with_id);
  spec.settings["remoteDestinationNumber"] = std::string("number");
  EXPECT_FALSE(check_settings(spec));
}

TEST(UdsMasking, NoFormOfASecretIsShown) {
  core::Write write;
  write.fields.push_back(secret_of("credentials.pin", "12<34"));
  EXPECT_EQ(without_secrets("a 12<34 b 12&lt;34 c 12%3C34", write), "a *** b *** c ***");
}

}  // namespace
}  // namespace muster::cucm_uds
