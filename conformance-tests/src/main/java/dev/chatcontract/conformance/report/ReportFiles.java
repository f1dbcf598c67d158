package dev.chatcontract.conformance.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a run's three reports into a folder: junit.xml, conformance.json, conformance.html. */
public final class ReportFiles {
  private ReportFiles() {}

  /** Creates the folder if necessary, and replaces existing reports. */
  public static void write(RunResult run, Path folder) throws IOException {
    Files.createDirectories(folder);
    write(folder.resolve("junit.xml"), JunitXmlReport.of(run));
    write(folder.resolve("conformance.json"), JsonReport.of(run));
    write(folder.resolve("conformance.html"), HtmlReport.of(run));
  }

  private static void write(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
