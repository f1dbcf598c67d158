package dev.chatcontract.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to page, with cursors of every type: generated, compiled and walked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WaysToPageTest {
  private static final Map<String, String> PACKAGES =
      Map.of("apiPackage", "example.ways", "modelPackage", "example.ways.types");

  private URLClassLoader classes;

  @BeforeAll
  void compile(@TempDir Path directory) throws Exception {
    classes =
        GeneratedProject.generate(
                GeneratedProject.resource("ways/openapi.yaml"), directory, PACKAGES)
            .compile();
  }

  @AfterAll
  void close() throws Exception {
    classes.close();
  }

  /**
   * One walk.
   *
   * @param start the body of the first request
   * @param answers the members of each page other than its items, after a vertical bar
   * @param asked the body of each request
   */
  private record Walk(
      String operation, Map<String, Object> start, List<String> answers, List<String> asked) {
    @Override
    public String toString() {
      return operation + " " + start;
    }
  }

  private static Walk walk(
      String operation, Map<String, Object> start, List<String> answers, String... asked) {
    return new Walk(operation, start, answers, List.of(asked));
  }

  static Stream<Walk> walks() {
    return Stream.of(
        walk(
            "byTotal",
            Map.of("size", 2),
            List.of("ab|'all':3", "c|'all':3"),
            "{'from':0,'size':2}",
            "{'from':2,'size':2}"),
        walk(
            "byShortPage",
            Map.of("size", 2),
            List.of("ab|", "c|"),
            "{'from':1,'size':2}",
            "{'from':3,'size':2}"),
        walk(
            "byShortPage",
            Map.of(),
            List.of("ab|", "c|", "|"),
            "{'from':1}",
            "{'from':3}",
            "{'from':4}"),
        walk("byEmptyPage", Map.of(), List.of("ab|", "|"), "{'big':0}", "{'big':2}"),
        walk(
            "byKind", Map.of(), List.of("ab|'wide':3", "c|'wide':3"), "{'level':0}", "{'level':2}"),
        walk(
            "byFlag",
            Map.of(),
            List.of("ab|'done':false", "c|'done':true"),
            "{'from':0}",
            "{'from':2}"),
        walk(
            "byFlag",
            Map.of(),
            List.of("ab|'done':false", "|'done':false"),
            "{'from':0}",
            "{'from':2}"),
        walk(
            "byOtherFlag",
            Map.of(),
            List.of("a|'state':0,'next':'x'", "b|'next':'y'", "c|'state':3,'next':'z'"),
            "{'after':''}",
            "{'after':'x'}",
            "{'after':'y'}"),
        walk(
            "bySeveral",
            Map.of("time", 5L),
            List.of(
                "a|'done':false,'time':7,'next':'x','level':2,'big':99999999999999999999",
                "b|'done':true,'time':0,'next':'','level':0,'big':0"),
            "{'big':0,'time':5,'after':'','level':1}",
            "{'big':99999999999999999999,'time':7,'after':'x','level':2}"),
        walk(
            "byPrefix",
            Map.of("name", "#\"_1"),
            List.of("a|'next':'x'", "b|'next':''"),
            "{'after':'','name':'#\\\"_1'}",
            "{'after':'x','name':'#\\\"_1'}"),
        walk(
            "byPrefix",
            Map.of("name", "1"),
            List.of("a|'all':2", "b|'all':2"),
            "{'from':0,'name':'1'}",
            "{'from':1,'name':'1'}"),
        walk(
            "byPrefix",
            Map.of("kind", "square"),
            List.of("a|'next':'x','time':4", "b|'time':4"),
            "{'time':0,'after':'','kind':'square'}",
            "{'time':4,'after':'x','kind':'square'}"),
        walk(
            "byPrefix",
            Map.of("kind", "triangle"),
            List.of("a|'time':4", "b|"),
            "{'time':0,'kind':'triangle'}",
            "{'time':4,'kind':'triangle'}"),
        walk(
            "byPrefix", Map.of("kind", "other"), List.of("a|'all':1"), "{'from':0,'kind':'other'}"),
        walk(
            "byPrefix",
            Map.of("level", 2L),
            List.of("a|'big':8", "b|'big':0"),
            "{'big':0,'level':2}",
            "{'big':8,'level':2}"),
        walk(
            "byPrefix",
            Map.of("after", ""),
            List.of("a|'next':'x'", "b|"),
            "{'after':''}",
            "{'after':'x'}"));
  }

  @ParameterizedTest
  @MethodSource("walks")
  void each_way_is_walked_as_it_says(Walk walk) throws Exception {
    List<String> seen = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    List<String> answers = new ArrayList<>();
    for (String answer : walk.answers()) {
      int bar = answer.indexOf('|');
      List<String> things =
          new ArrayList<>(answer.substring(0, bar).chars().mapToObj(Character::toString).toList());
      expected.addAll(things);
      things.replaceAll(thing -> '"' + thing + '"');
      String rest = answer.substring(bar + 1).replace('\'', '"');
      answers.add(
          "{\"things\":["
              + String.join(",", things)
              + "]"
              + (rest.isEmpty() ? "" : "," + rest)
              + "}");
    }
    try (OutsideContractTest.Server server =
        new OutsideContractTest.Server(seen, answers.toArray(String[]::new))) {
      Object client = OutsideContractTest.client(classes, server.url(), "example.ways.ChatClient");
      Object builder =
          classes.loadClass("example.ways.types.Ask").getMethod("builder").invoke(null);
      for (Map.Entry<String, Object> member : walk.start().entrySet()) {
        OutsideContractTest.call(
            builder, member.getKey(), typed(member.getKey(), member.getValue()));
      }
      List<String> things = new ArrayList<>();
      Object pages =
          OutsideContractTest.call(
              OutsideContractTest.call(client, "things"),
              walk.operation() + "Pages",
              OutsideContractTest.call(builder, "build"));
      ((Iterable<?>) pages).forEach(thing -> things.add((String) thing));
      assertThat(things).isEqualTo(expected);
      assertThat(seen)
          .extracting(line -> line.replaceFirst("^\\S+ \\S+ ", ""))
          .isEqualTo(walk.asked().stream().map(body -> body.replace('\'', '"')).toList());
      OutsideContractTest.call(client, "close");
    }
  }

  private Object typed(String member, Object value) throws Exception {
    return switch (member) {
      case "kind" -> of("Kind", String.class, value);
      case "level" -> of("Level", long.class, value);
      default -> value;
    };
  }

  private Object of(String type, Class<?> argument, Object value) throws Exception {
    return classes
        .loadClass("example.ways.types." + type)
        .getMethod("of", argument)
        .invoke(null, value);
  }
}
