package dev.chatcontract.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files, classes, members and headings that the Markdown pages name exist. */
final class DocumentsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Set<String> NOT_OURS = Set.of(".git", "node_modules", "META-INF");

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```$");
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  /** A file or folder from the root of the checkout; not a build result or the ID of a case. */
  private static final Pattern PATH =
      Pattern.compile("(?!target/)\\.?[\\w-&&[^_]]+(/[\\w.-]+)+/?|[\\w-]+\\.md");

  /** A type of two words or more, with an optional member. */
  private static final Pattern TYPE =
      Pattern.compile("((?:[A-Z][a-z0-9]+){2,})(?:\\.(\\w+))?(?:\\(.*\\))?");

  @Test
  void everyLinkHasATarget() throws IOException {
    List<String> broken = new ArrayList<>();
    List<Path> pages =
        files().stream().filter(file -> file.getFileName().toString().endsWith(".md")).toList();
    assertThat(pages).hasSizeGreaterThan(10);
    for (Path page : pages) {
      String text = FENCED.matcher(Files.readString(page)).replaceAll("");
      for (MatchResult link : LINK.matcher(text).results().toList()) {
        if (!link.group(1).contains("://") && !leads(page, link.group(1))) {
          broken.add(ROOT.relativize(page) + " -> " + link.group(1));
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONTRIBUTING.md", "docs/architecture.md"})
  void everyPathAndTypeExists(String page) throws IOException {
    Map<String, String> sources = sources();
    List<String> unknown = new ArrayList<>();
    int seen = 0;
    String text = FENCED.matcher(Files.readString(ROOT.resolve(page))).replaceAll("");
    for (MatchResult code : CODE.matcher(text).results().toList()) {
      String name = code.group(1);
      Matcher type = TYPE.matcher(name);
      if (PATH.matcher(name).matches()) {
        seen++;
        if (!Files.exists(ROOT.resolve(name))) {
          unknown.add(name);
        }
      } else if (type.matches()) {
        seen++;
        String source = sources.get(type.group(1));
        if (source == null || (type.group(2) != null && !source.contains(type.group(2)))) {
          unknown.add(name);
        }
      }
    }
    for (MatchResult test : Pattern.compile("-Dtest=(\\w+)").matcher(text).results().toList()) {
      if (!sources.containsKey(test.group(1))) {
        unknown.add(test.group());
      }
    }
    assertThat(unknown).as("named in %s, and not in the checkout", page).isEmpty();
    assertThat(seen).isGreaterThan(20);
  }

  private static boolean leads(Path page, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
    return Files.exists(target)
        && (parts.length == 1 || anchors(Files.readString(target)).contains(parts[1]));
  }

  /** Anchors of the headings, as GitHub derives them. */
  private static Set<String> anchors(String page) {
    return HEADING
        .matcher(page)
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  /** Java sources by type, generated ones included. */
  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    for (Path file : files()) {
      String name = file.getFileName().toString();
      if (name.endsWith(".java")) {
        sources.put(name.substring(0, name.length() - 5), Files.readString(file));
      }
    }
    return sources;
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            String name = directory.getFileName().toString();
            boolean built =
                name.equals("target") && !directory.getParent().endsWith("client-generated");
            return built || NOT_OURS.contains(name)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }
}
