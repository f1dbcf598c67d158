package dev.chatcontract.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatcontract.contract.bundle.ContractBundle;
import dev.chatcontract.contract.checker.SchemaValidator;
import dev.chatcontract.contract.checker.Violation;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.Provenance;
import dev.chatcontract.contract.model.SampleDef;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.contract.schema.SourceKind;
import dev.chatcontract.contract.source.ContractDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The real contract: its documented samples are valid, and broken variants of them are not. */
class SpecTest {
  private static final Contract CONTRACT = ContractReader.load(Library.spec());
  private static final SchemaValidator VALIDATOR = new SchemaValidator(CONTRACT);

  /** Samples as printed on the vendor's first five pages. */
  private static final List<String> DOCUMENTED =
      List.of(
          "GAGL-REQ-1",
          "GAGL-REQ-2",
          "GAGL-REQ-3",
          "GAGL-REQ-4",
          "GAGL-RES-1",
          "GCG-REQ-1",
          "GCG-RES-1",
          "GGA-REQ-1",
          "GGA-RES-1",
          "GGI-REQ-1",
          "GGI-REQ-2",
          "GGI-RES-1",
          "GGI-RES-2",
          "IG-REQ-1",
          "IG-REQ-2",
          "IG-REQ-3",
          "IG-RES-1",
          "IG-RES-2",
          "IG-RES-3");

  /** Pairs of operation and code in the error tables of the vendor's first five pages. */
  private static final int DOCUMENTED_CODES = 34;

  @Test
  void allDocumentedSamplesArePresentAndValid() {
    List<String> seen = new ArrayList<>();
    for (OperationDef operation : CONTRACT.operations()) {
      for (SampleDef sample : operation.requestSamples()) {
        check(sample, VALIDATOR.request(operation, sample.value()), seen);
      }
      for (SampleDef sample : operation.responseSamples()) {
        check(sample, VALIDATOR.response(operation, sample.value()), seen);
      }
    }
    assertThat(seen).doesNotHaveDuplicates().containsAll(DOCUMENTED);
  }

  private static void check(SampleDef sample, List<Violation> violations, List<String> seen) {
    Set<String> declared =
        sample.violates().stream().map(v -> v.rule() + v.pointer()).collect(Collectors.toSet());
    assertThat(violations)
        .as(sample.id())
        .filteredOn(Violation::isError)
        .allSatisfy(v -> assertThat(declared).contains(v.rule().wire() + v.pointer()));
    if (sample.provenance() == Provenance.DOCUMENTED_VERBATIM
        || sample.provenance() == Provenance.DOCUMENTED_REPAIRED) {
      seen.add(sample.id());
    }
  }

  @Test
  void allDocumentedErrorCodesArePresent() {
    Contract released = ContractReader.load(Library.spec().resolveSibling("baseline/openapi.yaml"));
    assertThat(seeded(CONTRACT))
        .containsAll(seeded(released))
        .hasSizeGreaterThanOrEqualTo(DOCUMENTED_CODES);
  }

  private static List<String> seeded(Contract contract) {
    return contract.operations().stream()
        .flatMap(
            operation ->
                operation.errors().stream()
                    .filter(error -> error.source() != null)
                    .filter(error -> error.source().kind() == SourceKind.SEED)
                    .map(error -> operation.name() + " " + error.code()))
        .toList();
  }

  @Test
  void bundlingTheBundleChangesNothing() {
    ContractBundle bundle = ContractBundle.of(ContractDocument.load(Library.spec()));
    assertThat(ContractBundle.of(ContractDocument.parse(bundle.yaml(), "b.yaml")).json())
        .isEqualTo(bundle.json());
  }

  private record Variant(
      String name,
      String operation,
      boolean response,
      String body,
      String pointer,
      String rule,
      String message) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Variant> variants() {
    return Stream.of(
        new Variant(
            "Limit above the maximum",
            "get_appid_group_list",
            false,
            "{\"Limit\":10001}",
            "/Limit",
            "maximum",
            "Limit is 10001; at most 10000 is allowed"),
        new Variant(
            "Limit of nothing",
            "get_appid_group_list",
            false,
            "{\"Limit\":0}",
            "/Limit",
            "minimum",
            "at least 1 is required"),
        new Variant(
            "Limit negative",
            "get_appid_group_list",
            false,
            "{\"Limit\":-1}",
            "/Limit",
            "minimum",
            "Limit is -1"),
        new Variant(
            "Limit as text",
            "get_appid_group_list",
            false,
            "{\"Limit\":\"1000\"}",
            "/Limit",
            "type",
            "Limit is a string; an integer is expected"),
        new Variant(
            "Limit with a fraction",
            "get_appid_group_list",
            false,
            "{\"Limit\":1.5}",
            "/Limit",
            "type",
            "a number with a fraction"),
        new Variant(
            "Next as text",
            "get_appid_group_list",
            false,
            "{\"Next\":\"4454685361\"}",
            "/Next",
            "type",
            "Next is a string"),
        new Variant(
            "Next beyond 64 bits",
            "get_appid_group_list",
            false,
            "{\"Next\":9223372036854775808}",
            "/Next",
            "format",
            "int64 goes from"),
        new Variant(
            "Next null",
            "get_appid_group_list",
            false,
            "{\"Next\":null}",
            "/Next",
            "type",
            "Next is null"),
        new Variant(
            "GroupType as number",
            "get_appid_group_list",
            false,
            "{\"GroupType\":1}",
            "/GroupType",
            "type",
            "GroupType is an integer; a string"),
        new Variant(
            "a list as body",
            "get_appid_group_list",
            false,
            "[]",
            "",
            "type",
            "the body is an array"),
        new Variant(
            "no GroupIdList",
            "get_group_info",
            false,
            "{}",
            "/GroupIdList",
            "required",
            "GroupIdList is missing"),
        new Variant(
            "empty GroupIdList",
            "get_group_info",
            false,
            "{\"GroupIdList\":[]}",
            "/GroupIdList",
            "minItems",
            "0 items; at least 1"),
        new Variant(
            "51 IDs",
            "get_group_info",
            false,
            "{\"GroupIdList\":[\"g0\",\"g1\",\"g2\",\"g3\",\"g4\",\"g5\",\"g6\",\"g7\",\"g8\",\"g9\",\"g10\",\"g11\",\"g12\",\"g13\",\"g14\",\"g15\",\"g16\",\"g17\",\"g18\",\"g19\",\"g20\",\"g21\",\"g22\",\"g23\",\"g24\",\"g25\",\"g26\",\"g27\",\"g28\",\"g29\",\"g30\",\"g31\",\"g32\",\"g33\",\"g34\",\"g35\",\"g36\",\"g37\",\"g38\",\"g39\",\"g40\",\"g41\",\"g42\",\"g43\",\"g44\",\"g45\",\"g46\",\"g47\",\"g48\",\"g49\",\"g50\"]}",
            "/GroupIdList",
            "maxItems",
            "51 items; at most 50 are allowed"),
        new Variant(
            "one ID instead of a list",
            "get_group_info",
            false,
            "{\"GroupIdList\":\"@TGS#1\"}",
            "/GroupIdList",
            "type",
            "an array is expected"),
        new Variant(
            "ID as number",
            "get_group_info",
            false,
            "{\"GroupIdList\":[\"a\",7]}",
            "/GroupIdList/1",
            "type",
            "GroupIdList[1] is an integer"),
        new Variant(
            "ID as object",
            "get_group_info",
            false,
            "{\"GroupIdList\":[{\"GroupId\":\"a\"}]}",
            "/GroupIdList/0",
            "type",
            "GroupIdList[0] is an object"),
        new Variant(
            "filter as list",
            "get_group_info",
            false,
            "{\"GroupIdList\":[\"a\"],\"ResponseFilter\":[]}",
            "/ResponseFilter",
            "type",
            "an object is expected"),
        new Variant(
            "filter's list as text",
            "get_group_info",
            false,
            "{\"GroupIdList\":[\"a\"],\"ResponseFilter\":{\"MemberInfoFilter\":\"Role\"}}",
            "/ResponseFilter/MemberInfoFilter",
            "type",
            "an array is expected"),
        new Variant(
            "filter's element as number",
            "get_group_info",
            false,
            "{\"GroupIdList\":[\"a\"],\"ResponseFilter\":{\"GroupBaseInfoFilter\":[1]}}",
            "/ResponseFilter/GroupBaseInfoFilter/0",
            "type",
            "a string is expected"),
        new Variant(
            "key of a custom field too long",
            "get_group_info",
            false,
            "{\"GroupIdList\":[\"a\"],\"ResponseFilter\":{\"AppDefinedDataFilter_Group\":[\"aaaaaaaaaaaaaaaaa\"]}}",
            "/ResponseFilter/AppDefinedDataFilter_Group/0",
            "x-max-bytes",
            "17 bytes in UTF-8; at most 16"),
        new Variant(
            "no Type",
            "import_group",
            false,
            "{\"Name\":\"TestGroup\"}",
            "/Type",
            "required",
            "Type is missing"),
        new Variant(
            "no Name",
            "import_group",
            false,
            "{\"Type\":\"Public\"}",
            "/Name",
            "required",
            "Name is missing"),
        new Variant(
            "AVChatRoom imported",
            "import_group",
            false,
            "{\"Type\":\"AVChatRoom\",\"Name\":\"TestGroup\"}",
            "/Type",
            "x-rejected-values",
            "Type is AVChatRoom, which is refused"),
        new Variant(
            "Type null",
            "import_group",
            false,
            "{\"Type\":null,\"Name\":\"TestGroup\"}",
            "/Type",
            "type",
            "Type is null; a string is expected"),
        new Variant(
            "Name of 31 bytes in CJK",
            "import_group",
            false,
            "{\"Type\":\"Public\",\"Name\":\"群群群群群群群群群群a\"}",
            "/Name",
            "x-max-bytes",
            "31 bytes in UTF-8; at most 30 are allowed"),
        new Variant(
            "Name of 31 letters",
            "import_group",
            false,
            "{\"Type\":\"Public\",\"Name\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}",
            "/Name",
            "x-max-bytes",
            "31 bytes"),
        new Variant(
            "Introduction too long",
            "import_group",
            false,
            "{\"Type\":\"Public\",\"Name\":\"TestGroup\",\"Introduction\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}",
            "/Introduction",
            "x-max-bytes",
            "241 bytes in UTF-8; at most 240"),
        new Variant(
            "Notification too long",
            "import_group",
            false,
            "{\"Type\":\"Public\",\"Name\":\"TestGroup\",\"Notification\":\"ééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé\"}",
            "/Notification",
            "x-max-bytes",
            "302 bytes in UTF-8; at most 300"),
        new Variant(
            "FaceUrl too long",
            "import_group",
            false,
            "{\"Type\":\"Public\",\"Name\":\"TestGroup\",\"FaceUrl\":\"uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu\"}",
            "/FaceUrl",
            "x-max-bytes",
            "101 bytes in UTF-8; at most 100"),
        new Variant(
            "GroupId too long",
            "import_group",
            false,
            "{\"Type\":\"Public\",\"Name\":\"TestGroup\",\"GroupId\":\"ggggggggggggggggggggggggggggggggggggggggggggggggg\"}",
            "/GroupId",
            "x-max-bytes",
            "49 bytes in UTF-8; at most 48"),
        new Variant(
            "GroupId that looks like the service's",
            "import_group",
            false,
            "{\"Type\":\"Public\",\"Name\":\"TestGroup\",\"GroupId\":\"@TGS#abc\"}",
            "/GroupId",
            "x-limits-when",
            "does not match"),
        new Variant(
            "GroupId outside of ASCII",
            "import_group",
            false,
            "{\"Type\":\"Public\",\"Name\":\"TestGroup\",\"GroupId\":\"群\"}",
            "/GroupId",
            "x-limits-when",
            "does not match"),
        new Variant(
            "GroupId of a Community without its prefix",
            "import_group",
            false,
            "{\"Type\":\"Community\",\"Name\":\"TestGroup\",\"GroupId\":\"mine\"}",
            "/GroupId",
            "x-limits-when",
            "when Type is Community"),
        new Variant(
            "MaxMemberCount above 6000",
            "import_group",
            false,
            "{\"Type\":\"Public\",\"Name\":\"TestGroup\",\"MaxMemberCount\":6001}",
            "/MaxMemberCount",
            "x-limits-when",
            "at most 6000 is allowed when Type is not Community"),
        new Variant(
            "MaxMemberCount of a Community above 100000",
            "import_group",
            false,
            "{\"Type\":\"Community\",\"Name\":\"TestGroup\",\"MaxMemberCount\":100001}",
            "/MaxMemberCount",
            "maximum",
            "at most 100000"),
        new Variant(
            "MaxMemberCount as text",
            "import_group",
            false,
            "{\"Type\":\"Public\",\"Name\":\"TestGroup\",\"MaxMemberCount\":\"500\"}",
            "/MaxMemberCount",
            "type",
            "an integer is expected"),
        new Variant(
            "ApplyJoinOption of a Community",
            "import_group",
            false,
            "{\"Type\":\"Community\",\"Name\":\"TestGroup\",\"ApplyJoinOption\":\"FreeAccess\"}",
            "/ApplyJoinOption",
            "x-applies-when",
            "applies only when Type is not Community"),
        new Variant(
            "SupportTopic on Public",
            "import_group",
            false,
            "{\"Type\":\"Public\",\"Name\":\"TestGroup\",\"SupportTopic\":1}",
            "/SupportTopic",
            "x-applies-when",
            "applies only when Type is Community, which is Public"),
        new Variant(
            "SupportTopic as boolean",
            "import_group",
            false,
            "{\"Type\":\"Community\",\"Name\":\"TestGroup\",\"SupportTopic\":true}",
            "/SupportTopic",
            "type",
            "SupportTopic is a boolean"),
        new Variant(
            "CreateTime as text",
            "import_group",
            false,
            "{\"Type\":\"Public\",\"Name\":\"TestGroup\",\"CreateTime\":\"1448357837\"}",
            "/CreateTime",
            "type",
            "an integer is expected"),
        new Variant(
            "custom fields as object",
            "import_group",
            false,
            "{\"Type\":\"Public\",\"Name\":\"TestGroup\",\"AppDefinedData\":{\"Key\":\"a\"}}",
            "/AppDefinedData",
            "type",
            "an array is expected"),
        new Variant(
            "custom field without key",
            "import_group",
            false,
            "{\"Type\":\"Public\",\"Name\":\"TestGroup\",\"AppDefinedData\":[{\"Value\":\"a\"}]}",
            "/AppDefinedData/0/Key",
            "required",
            "Key is missing"),
        new Variant(
            "custom field with a space in its key",
            "import_group",
            false,
            "{\"Type\":\"Public\",\"Name\":\"TestGroup\",\"AppDefinedData\":[{\"Key\":\"a\"},{\"Key\":\" a\"}]}",
            "/AppDefinedData/1/Key",
            "x-limits-when",
            "does not match"),
        new Variant(
            "custom field too long",
            "import_group",
            false,
            "{\"Type\":\"Public\",\"Name\":\"TestGroup\",\"AppDefinedData\":[{\"Key\":\"a\",\"Value\":\"vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv\"}]}",
            "/AppDefinedData/0/Value",
            "x-max-bytes",
            "513 bytes in UTF-8; at most 512"),
        new Variant(
            "no GroupId",
            "get_group_attr",
            false,
            "{}",
            "/GroupId",
            "required",
            "GroupId is missing"),
        new Variant(
            "GroupId as number",
            "get_group_attr",
            false,
            "{\"GroupId\":1}",
            "/GroupId",
            "type",
            "a string is expected"),
        new Variant(
            "no From_Account",
            "get_contact_group",
            false,
            "{\"StartIndex\":0}",
            "/From_Account",
            "required",
            "From_Account is missing"),
        new Variant(
            "no StartIndex",
            "get_contact_group",
            false,
            "{\"From_Account\":\"a\"}",
            "/StartIndex",
            "required",
            "StartIndex is missing"),
        new Variant(
            "StartIndex as text",
            "get_contact_group",
            false,
            "{\"From_Account\":\"a\",\"StartIndex\":\"0\"}",
            "/StartIndex",
            "type",
            "an integer is expected"),
        new Variant(
            "From_Account as list",
            "get_contact_group",
            false,
            "{\"From_Account\":[\"a\"],\"StartIndex\":0}",
            "/From_Account",
            "type",
            "a string is expected"),
        new Variant(
            "answer without ErrorCode",
            "get_appid_group_list",
            true,
            "{\"ActionStatus\":\"OK\",\"GroupIdList\":[]}",
            "/ErrorCode",
            "required",
            "ErrorCode is missing"),
        new Variant(
            "answer without ActionStatus",
            "get_group_attr",
            true,
            "{\"ErrorCode\":0}",
            "/ActionStatus",
            "required",
            "ActionStatus is missing"),
        new Variant(
            "ErrorCode as text",
            "get_group_info",
            true,
            "{\"ActionStatus\":\"OK\",\"ErrorCode\":\"0\",\"ErrorInfo\":\"\",\"GroupInfo\":[]}",
            "/ErrorCode",
            "type",
            "an integer is expected"),
        new Variant(
            "success without GroupIdList",
            "get_appid_group_list",
            true,
            "{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"ErrorInfo\":\"\"}",
            "/GroupIdList",
            "x-required-on-success",
            "every successful response has it"),
        new Variant(
            "success without GroupInfo",
            "get_group_info",
            true,
            "{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"ErrorInfo\":\"\"}",
            "/GroupInfo",
            "x-required-on-success",
            "GroupInfo is missing"),
        new Variant(
            "success without GroupId",
            "import_group",
            true,
            "{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"ErrorInfo\":\"\"}",
            "/GroupId",
            "x-required-on-success",
            "GroupId is missing"),
        new Variant(
            "success without CompleteFlag",
            "get_contact_group",
            true,
            "{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"ErrorInfo\":\"\",\"NextStartIndex\":0}",
            "/CompleteFlag",
            "x-required-on-success",
            "CompleteFlag is missing"),
        new Variant(
            "list of texts where objects are",
            "get_appid_group_list",
            true,
            "{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"ErrorInfo\":\"\",\"GroupIdList\":[\"a\"]}",
            "/GroupIdList/0",
            "type",
            "an object is expected"),
        new Variant(
            "item without its code",
            "get_group_info",
            true,
            "{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"ErrorInfo\":\"\",\"GroupInfo\":[{\"GroupId\":\"a\"}]}",
            "/GroupInfo/0/ErrorCode",
            "required",
            "ErrorCode is missing"),
        new Variant(
            "folder with a text as ID",
            "get_contact_group",
            true,
            "{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"ErrorInfo\":\"\",\"CompleteFlag\":1,\"GroupItem\":[{\"GroupId\":\"1\"}]}",
            "/GroupItem/0/GroupId",
            "type",
            "an integer is expected"),
        new Variant(
            "ContactItem as number",
            "get_contact_group",
            true,
            "{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"ErrorInfo\":\"\",\"CompleteFlag\":1,\"ContactItem\":3}",
            "/ContactItem",
            "type",
            "an array is expected"),
        new Variant(
            "CompleteFlag beyond 32 bits",
            "get_contact_group",
            true,
            "{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"ErrorInfo\":\"\",\"CompleteFlag\":2147483648}",
            "/CompleteFlag",
            "format",
            "int32 goes from"),
        new Variant(
            "attribute without key",
            "get_group_attr",
            true,
            "{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"ErrorInfo\":\"\",\"GroupAttrAry\":[{\"value\":\"a\"}]}",
            "/GroupAttrAry/0/key",
            "required",
            "key is missing"),
        new Variant(
            "member without account",
            "get_group_info",
            true,
            "{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"ErrorInfo\":\"\",\"GroupInfo\":[{\"GroupId\":\"a\",\"ErrorCode\":0,\"MemberList\":[{\"Role\":\"Owner\"}]}]}",
            "/GroupInfo/0/MemberList/0/Member_Account",
            "required",
            "Member_Account is missing"));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void refusesTheBrokenVariantAndSaysWhy(Variant variant) throws Exception {
    OperationDef operation = CONTRACT.operation(variant.operation());
    JsonNode body = new ObjectMapper().readTree(variant.body());
    List<Violation> violations =
        variant.response()
            ? VALIDATOR.response(operation, body)
            : VALIDATOR.request(operation, body);
    assertThat(violations)
        .filteredOn(Violation::isError)
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.pointer()).isEqualTo(variant.pointer());
              assertThat(violation.rule().wire()).isEqualTo(variant.rule());
              assertThat(violation.message()).contains(variant.message());
            });
  }
}
