package dev.chatcontract.codegen.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.ErrorRangeDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.RegionDef;
import dev.chatcontract.contract.model.SampleDef;
import dev.chatcontract.contract.reader.ContractReader;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page contains the whole contract, is safe, and needs no other file. */
class ReferencePageTest {
  private static final Contract CONTRACT =
      ContractReader.load(Path.of("../contract/src/test/resources/library/openapi.yaml"));
  private static final String ERRATA =
      """
      ## A page

      | Row | Weight | Page | Contract | Why | Where |
      |---|---|---|---|---|---|
      | E1 | H | A `code` and <b>bold</b>. | [Text](there.md) | Because | x |
      """;
  private static final String PAGE = ReferencePage.render(CONTRACT, ERRATA);

  @Test
  void everyFactOfTheContractIsOnThePage() {
    for (OperationDef operation : CONTRACT.operations()) {
      assertThat(PAGE)
          .contains(operation.path())
          .contains("id=\"" + operation.name().replace('_', '-'));
      for (ErrorDef error : operation.errors()) {
        assertThat(PAGE).contains("<code>" + error.code() + "</code>").contains(error.name());
      }
      for (SampleDef sample : operation.requestSamples()) {
        assertThat(PAGE).contains(sample.id());
      }
    }
    for (RegionDef region : CONTRACT.regions()) {
      assertThat(PAGE).contains(region.url());
    }
    for (ErrorRangeDef range : CONTRACT.errorRanges()) {
      assertThat(PAGE)
          .contains("<code>" + range.from() + "</code> to <code>" + range.to() + "</code>: ");
    }
    assertThat(PAGE).contains("data-language=\"curl\"").contains("data-language=\"go\"");
  }

  @Test
  void eachMemberAndCodeHasItsOwnAddress() {
    List<String> ids =
        Pattern.compile(" id=\"([^\"]*)\"").matcher(PAGE).results().map(m -> m.group(1)).toList();
    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("\\S+"));
    for (OperationDef operation : CONTRACT.operations()) {
      String anchor = operation.name().replace('_', '-');
      for (ErrorDef error : operation.errors()) {
        assertThat(ids).contains(anchor + "-code-" + error.code());
      }
      operation
          .response()
          .properties()
          .forEach(member -> assertThat(ids).contains(anchor + "-response-" + member.name()));
    }
    CONTRACT.commonErrors().forEach(error -> assertThat(ids).contains("code-" + error.code()));
  }

  @Test
  void theDocumentIsOfferedForDownload() {
    assertThat(PAGE).contains("<a href=\"openapi.yaml\" download>");
  }

  @Test
  void aRejectedValueIsListedWithItsReasonAndNotAsKnown() {
    List<String> kinds =
        Pattern.compile("<tr[^>]*>.*?</tr>", Pattern.DOTALL)
            .matcher(PAGE)
            .results()
            .map(MatchResult::group)
            .filter(row -> row.contains("Map is refused"))
            .toList();
    assertThat(kinds)
        .isNotEmpty()
        .allSatisfy(
            row ->
                assertThat(row)
                    .contains("maps are kept elsewhere")
                    .contains("A long story.", "Many books in one.")
                    .doesNotContain("Mostly pictures."));
  }

  @Test
  void errataAreShownWithoutTheirMarkup() {
    assertThat(PAGE)
        .contains("id=\"errata-E1\"")
        .contains("A <code>code</code> and &lt;b&gt;bold&lt;/b&gt;.")
        .contains("<td>Text</td>");
  }

  @Test
  void noTemplateDirectiveIsLeftAndNothingIsFetched() {
    assertThat(PAGE).doesNotContain("#foreach").doesNotContain("#if(").doesNotContain("$op.");
    assertThat(PAGE)
        .doesNotContainPattern("<(script|img|iframe)[^>]+src=")
        .doesNotContainPattern("<link[^>]+href=\"(?!data:)");
  }

  @Test
  void hostileTextOfAContractStaysText() {
    String hostile = "</code><script>alert(1)</script> $page.title() #foreach \" ' & `<i>`";
    assertThat(Html.prose(hostile).toString())
        .isEqualTo(
            "<p>&lt;/code&gt;&lt;script&gt;alert(1)&lt;/script&gt; $page.title() #foreach &quot; &#39;"
                + " &amp; <code>&lt;i&gt;</code></p>");
    String page = ReferencePage.render(CONTRACT, ERRATA.replace("Because", hostile));
    assertThat(page).doesNotContain("<script>alert").contains("$page.title() #foreach");
  }

  @Test
  void everyIdIsUniqueAndEveryAnchorHasATarget() {
    Matcher ids = Pattern.compile(" id=\"([^\"]+)\"").matcher(PAGE);
    assertThat(ids.results().map(r -> r.group(1)).toList()).doesNotHaveDuplicates();
    Matcher links =
        Pattern.compile("href=\"#([^\"]+)\"").matcher(ReferencePage.render(CONTRACT, null));
    assertThat(links.results().map(r -> r.group(1)).filter(id -> !id.startsWith("errata-")))
        .allSatisfy(id -> assertThat(PAGE).contains(" id=\"" + id + "\""));
  }

  @Test
  void theSameContractGivesTheSamePage() {
    assertThat(ReferencePage.render(CONTRACT, ERRATA)).isEqualTo(PAGE);
  }
}
