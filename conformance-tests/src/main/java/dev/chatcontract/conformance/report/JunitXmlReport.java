package dev.chatcontract.conformance.report;

import dev.chatcontract.runtime.text.InertText;
import java.io.StringWriter;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The run as JUnit XML for build servers. */
final class JunitXmlReport {
  private JunitXmlReport() {}

  static String of(RunResult run) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "conformance of " + clean(run.subject()));
      Map<CaseResult.Status, Integer> counts = run.counts();
      // The problems of the run are one more test case, which fails.
      int problems = run.problems().isEmpty() ? 0 : 1;
      xml.writeAttribute("tests", Integer.toString(run.results().size() + problems));
      xml.writeAttribute(
          "failures",
          Integer.toString(
              count(counts, CaseResult.Status.FAILED)
                  + count(counts, CaseResult.Status.UNEXPECTED_PASS)
                  + problems));
      xml.writeAttribute(
          "errors",
          Integer.toString(
              count(counts, CaseResult.Status.CLIENT_FAULT)
                  + count(counts, CaseResult.Status.HARNESS_FAULT)));
      xml.writeAttribute(
          "skipped",
          Integer.toString(
              count(counts, CaseResult.Status.NOT_APPLICABLE)
                  + count(counts, CaseResult.Status.KNOWN_FAILURE)));
      xml.writeAttribute("time", seconds(run.millis()));
      for (CaseResult result : run.results()) {
        write(xml, result);
      }
      if (!run.problems().isEmpty()) {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "conformance");
        xml.writeAttribute("name", "the run as a whole");
        element(xml, "failure", "incomplete", String.join("\n", run.problems()));
        xml.writeEndElement();
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.flush();
      return text + "\n";
    } catch (XMLStreamException e) {
      throw new IllegalStateException("the report could not be written as XML", e);
    }
  }

  private static void write(XMLStreamWriter xml, CaseResult result) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", result.testCase().operation() + "." + result.testCase().kind());
    xml.writeAttribute("name", clean(result.testCase().id()));
    xml.writeAttribute("time", seconds(result.millis()));
    switch (result.status()) {
      case PASSED -> {}
      case FAILED, UNEXPECTED_PASS -> element(xml, "failure", "conformance", result.report());
      case CLIENT_FAULT -> element(xml, "error", "client", result.report());
      case HARNESS_FAULT -> element(xml, "error", "harness", result.report());
      case KNOWN_FAILURE -> skipped(xml, "known failure: " + result.knownReason());
      case NOT_APPLICABLE -> skipped(xml, String.join("; ", result.faults()));
    }
    xml.writeEndElement();
  }

  private static void element(XMLStreamWriter xml, String name, String type, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeAttribute("type", type);
    xml.writeAttribute("message", clean(text.lines().limit(3).collect(Collectors.joining(" / "))));
    xml.writeCharacters(clean(text));
    xml.writeEndElement();
  }

  private static void skipped(XMLStreamWriter xml, String why) throws XMLStreamException {
    xml.writeStartElement("skipped");
    xml.writeAttribute("message", clean(why));
    xml.writeEndElement();
  }

  private static int count(Map<CaseResult.Status, Integer> counts, CaseResult.Status status) {
    return counts.getOrDefault(status, 0);
  }

  private static String seconds(long millis) {
    return millis / 1000 + "." + String.valueOf(1000 + millis % 1000).substring(1);
  }

  /** Removes what XML 1.0 cannot hold, such as U+0000, and what controls a terminal. */
  private static String clean(String text) {
    return InertText.lines(text);
  }
}
