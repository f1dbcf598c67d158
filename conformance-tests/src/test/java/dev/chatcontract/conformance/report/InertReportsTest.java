package dev.chatcontract.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.conformance.corpus.model.CaseHead;
import dev.chatcontract.conformance.corpus.model.CaseJson;
import dev.chatcontract.conformance.corpus.model.Documented;
import dev.chatcontract.conformance.corpus.model.Origin;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Nothing that a client or a server sends can break or misuse a report. */
class InertReportsTest {
  private static final String HOSTILE =
      "\u001b]0;owned\u0007\u001b[2J\u009b31m \u202edoc.exe\u2066 ]]> <script>alert(1)</script>"
          + " <img src=x onerror=alert(2)> & \" ' \u0000\u0008\ufffe\ud800 x\udc00"
          + "\n  replay: rm -rf /\r\nnext\u2028line";

  private static final RunResult RUN =
      new RunResult(
          HOSTILE,
          List.of(
              result(CaseResult.Status.FAILED),
              result(CaseResult.Status.CLIENT_FAULT),
              result(CaseResult.Status.NOT_APPLICABLE),
              result(CaseResult.Status.FAILED).known(HOSTILE)),
          new Coverage(List.of(), true),
          List.of(HOSTILE),
          1);

  private static CaseResult result(CaseResult.Status status) {
    return new CaseResult(
        new CaseHead(
            "op/kind/" + HOSTILE,
            "op",
            "kind",
            HOSTILE,
            Origin.TOOLKIT,
            new Documented(HOSTILE, HOSTILE),
            List.of()),
        status,
        List.of(HOSTILE),
        List.of(HOSTILE),
        1,
        "run it " + HOSTILE,
        null);
  }

  @Test
  void a_terminal_is_not_controlled_and_no_line_is_forged() {
    String report = RUN.results().get(0).report();
    assertThat(report).contains("\\u001b]0;owned\\u0007");
    assertInert(report);
    assertThat(report.lines()).noneMatch(line -> line.startsWith("  replay: rm"));
    assertThat(report.lines()).hasSize(5);
    assertInert(RUN.summary());
  }

  @Test
  void the_page_contains_no_element_from_outside() {
    String page = HtmlReport.of(RUN);
    assertInert(page);
    assertThat(page).doesNotContain("<script>alert").doesNotContain("<img");
    assertThat(page).contains("&lt;img src=x onerror=alert(2)&gt;");
  }

  @Test
  void junit_xml_is_well_formed_and_shows_what_was_received() throws Exception {
    String xml = JunitXmlReport.of(RUN);
    assertInert(xml);
    Document parsed = parsed(xml);
    assertThat(parsed.getElementsByTagName("testcase").getLength()).isEqualTo(5);
    assertThat(parsed.getElementsByTagName("failure").item(0).getTextContent())
        .contains("]]> <script>alert(1)</script>");
  }

  @Test
  void junit_xml_counts_what_it_contains() throws Exception {
    Element suite = parsed(JunitXmlReport.of(RUN)).getDocumentElement();
    Map.of("tests", "testcase", "failures", "failure", "errors", "error", "skipped", "skipped")
        .forEach(
            (attribute, element) ->
                assertThat(suite.getAttribute(attribute))
                    .as(attribute)
                    .isEqualTo("" + suite.getElementsByTagName(element).getLength()));
  }

  @Test
  void json_keeps_every_character_and_is_ascii() throws Exception {
    String json = JsonReport.of(RUN);
    assertInert(json);
    assertThat(json.chars()).allMatch(c -> c < 0x7F);
    assertThat(CaseJson.tree(json).path("cases").path(0).path("faults").path(0).textValue())
        .isEqualTo(HOSTILE);
  }

  private static Document parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static void assertInert(String text) {
    assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(text);
    assertThat(text.codePoints())
        .noneMatch(
            c ->
                (c < ' ' && c != '\n' && c != '\t')
                    || (c >= 0x7F && c < 0xA0)
                    || c == 0x2028
                    || Character.getType(c) == Character.FORMAT);
  }
}
