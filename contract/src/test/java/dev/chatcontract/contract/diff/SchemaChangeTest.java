package dev.chatcontract.contract.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.contract.source.ContractDocument;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes of schemas that look harmless and are not, or the other way round. */
class SchemaChangeTest {
  private static final String BASE =
      """
      openapi: 3.0.3
      info: {title: Small, version: 1.0.0}
      servers: [{url: 'https://small.example'}]
      paths:
        /small/ask:
          post:
            operationId: ask
            requestBody:
              content: {application/json: {schema: {$ref: '#/components/schemas/Ask'}}}
            responses:
              '200':
                description: Done.
                content: {application/json: {schema: {$ref: '#/components/schemas/Answer'}}}
      components:
        schemas:
          Whole: {type: object, properties: {w: {type: string}}}
          Kind: {type: string, x-extensible-enum: [{value: a, meaning: A.}]}
          Answer: {type: object, properties: {v: ANSWER}}
          Ask: {type: object, properties: {t: {type: string}, v: ASK}}
          Named: NAMED
      """;

  private static final String TEXT = "{type: string}";

  /** The schemas of one version: of a member of the request, of the answer, and a named one. */
  private record Version(String ask, String answer, String named) {
    ContractDocument document() {
      String text = BASE.replace("ANSWER", answer).replace("ASK", ask).replace("NAMED", named);
      return ContractDocument.parse(text, "openapi.yaml");
    }
  }

  private record Pair(
      String name, Version before, Version after, Verdict verdict, String rule, String reason) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Pair asked(
      String name, String before, String after, Verdict verdict, String rule, String reason) {
    return new Pair(
        name,
        new Version(before, TEXT, TEXT),
        new Version(after, TEXT, TEXT),
        verdict,
        rule,
        reason);
  }

  private static Pair answered(
      String name, String before, String after, Verdict verdict, String rule, String reason) {
    return new Pair(
        name,
        new Version(TEXT, before, TEXT),
        new Version(TEXT, after, TEXT),
        verdict,
        rule,
        reason);
  }

  private static Pair named(
      String name, String before, String after, Verdict verdict, String rule, String reason) {
    String use = "{$ref: '#/components/schemas/Named'}";
    return new Pair(
        name, new Version(use, use, before), new Version(use, use, after), verdict, rule, reason);
  }

  static Stream<Pair> pairs() {
    return Stream.of(
        asked(
            "secret said to be none",
            "{type: string, x-sensitive: true}",
            "{type: string, x-sensitive: false}",
            Verdict.BREAKING,
            "x-sensitive",
            "a secret may turn up in logs"),
        asked(
            "secret said to be one",
            "{type: string, x-sensitive: false}",
            "{type: string, x-sensitive: true}",
            Verdict.COMPATIBLE,
            "x-sensitive",
            "it is hidden now"),
        asked(
            "known values spelt out where they are used",
            "{$ref: '#/components/schemas/Kind'}",
            "{type: string, x-extensible-enum: [{value: a, meaning: A.}]}",
            Verdict.BREAKING,
            "reference",
            "another type in Java"),
        asked(
            "known values under a name",
            "{type: string, x-extensible-enum: [{value: a, meaning: A.}]}",
            "{$ref: '#/components/schemas/Kind'}",
            Verdict.BREAKING,
            "reference",
            "another type in Java"),
        named(
            "first known value of a named text",
            TEXT,
            "{type: string, x-extensible-enum: [{value: a, meaning: A.}]}",
            Verdict.BREAKING,
            "known-value",
            "values have a class of their own now"),
        named(
            "first bit of a named number",
            "{type: integer}",
            "{type: integer, x-bits: [{bit: 0, name: A, meaning: A.}]}",
            Verdict.BREAKING,
            "known-value",
            "values have a class of their own now"),
        asked(
            "first known value of a text without a name",
            TEXT,
            "{type: string, x-extensible-enum: [{value: a, meaning: A.}]}",
            Verdict.COMPATIBLE,
            "known-value",
            "the known value a is new"),
        named(
            "number that means something else",
            "{type: integer, x-extensible-enum: [{value: 1, meaning: Online.}]}",
            "{type: integer, x-extensible-enum: [{value: 1, meaning: Offline.}]}",
            Verdict.BREAKING,
            "known-value",
            "its constant is named after its meaning"),
        named(
            "number explained with other stops",
            "{type: integer, x-extensible-enum: [{value: 1, meaning: On line.}]}",
            "{type: integer, x-extensible-enum: [{value: 1, meaning: 'On, line'}]}",
            Verdict.INFO,
            "words",
            "the meaning of 1"),
        named(
            "number with a name explained otherwise",
            "{type: integer, x-extensible-enum: [{value: 1, name: THERE, meaning: Online.}]}",
            "{type: integer, x-extensible-enum: [{value: 1, name: THERE, meaning: Here.}]}",
            Verdict.INFO,
            "words",
            "the meaning of 1"),
        asked(
            "maximum beyond 64 bits",
            "{type: integer, maximum: 9223372036854775807}",
            "{type: integer, maximum: 18446744073709551615}",
            Verdict.BREAKING,
            "type",
            "may exceed 64 bits now; another type in Java"),
        answered(
            "maximum back within 64 bits",
            "{type: integer, maximum: 18446744073709551615}",
            "{type: integer, maximum: 5}",
            Verdict.BREAKING,
            "type",
            "stays within 64 bits now; another type in Java"),
        asked(
            "constant beyond 64 bits",
            "{type: integer, enum: [1]}",
            "{type: integer, enum: [1, 18446744073709551615]}",
            Verdict.BREAKING,
            "type",
            "another type in Java"),
        asked(
            "maximum of a long beyond 64 bits",
            "{type: integer, format: int64, maximum: 5}",
            "{type: integer, format: int64, maximum: 18446744073709551615}",
            Verdict.COMPATIBLE,
            "maximum",
            "requests may do more"),
        named(
            "order of properties in a part",
            "{allOf: [{type: object, properties: {p: {type: string}, q: {type: string}}}]}",
            "{allOf: [{type: object, properties: {q: {type: string}, p: {type: string}}}]}",
            Verdict.BREAKING,
            "order",
            "constructors take them in that order"),
        asked(
            "reference that gets a description",
            "{$ref: '#/components/schemas/Whole'}",
            "{allOf: [{$ref: '#/components/schemas/Whole'}], description: D.}",
            Verdict.INFO,
            "words",
            "description is new"),
        asked(
            "reference that loses its description",
            "{allOf: [{$ref: '#/components/schemas/Whole'}], description: D.}",
            "{$ref: '#/components/schemas/Whole'}",
            Verdict.INFO,
            "words",
            "description was removed"),
        asked(
            "reference wrapped for nothing",
            "{$ref: '#/components/schemas/Whole'}",
            "{allOf: [{$ref: '#/components/schemas/Whole'}]}",
            Verdict.INFO,
            "reference",
            "with or without allOf"),
        asked(
            "reference that gets a limit",
            "{$ref: '#/components/schemas/Named'}",
            "{allOf: [{$ref: '#/components/schemas/Named'}], maxLength: 5}",
            Verdict.BREAKING,
            "maxLength",
            "requests that were right are refused"),
        asked(
            "reference to something else in a wrapping",
            "{$ref: '#/components/schemas/Whole'}",
            "{allOf: [{$ref: '#/components/schemas/Kind'}], description: D.}",
            Verdict.BREAKING,
            "reference",
            "another type"),
        asked(
            "exclusive as before",
            "{type: integer, minimum: 1}",
            "{type: integer, minimum: 1, exclusiveMinimum: false}",
            Verdict.INFO,
            "default",
            "the meaning is the same"),
        asked(
            "no longer exclusive",
            "{type: integer, minimum: 1, exclusiveMinimum: true}",
            "{type: integer, minimum: 1, exclusiveMinimum: false}",
            Verdict.COMPATIBLE,
            "exclusiveMinimum",
            "requests may do more"),
        answered(
            "equal items as before",
            "{type: array, uniqueItems: false, items: {type: string}}",
            "{type: array, items: {type: string}}",
            Verdict.INFO,
            "default",
            "the meaning is the same"),
        asked(
            "no null as before",
            TEXT,
            "{type: string, nullable: false}",
            Verdict.INFO,
            "default",
            "the meaning is the same"),
        asked(
            "any length as before",
            TEXT,
            "{type: string, minLength: 0}",
            Verdict.INFO,
            "default",
            "the meaning is the same"),
        asked(
            "deprecated no more than before",
            TEXT,
            "{type: string, deprecated: false}",
            Verdict.INFO,
            "default",
            "the meaning is the same"),
        asked(
            "limit that only warns",
            TEXT,
            "{type: string, x-limits-when: [{severity: warning, maxLength: 5, reason: R.}]}",
            Verdict.COMPATIBLE,
            "x-limits-when",
            "it only warns"),
        asked(
            "condition that only warns",
            TEXT,
            "{type: string, x-applies-when: {property: t, in: [a], severity: warning}}",
            Verdict.COMPATIBLE,
            "x-applies-when",
            "it only warns"),
        named(
            "closed object that becomes a map",
            "{type: object, additionalProperties: false}",
            "{type: object, additionalProperties: {type: string}}",
            Verdict.BREAKING,
            "additionalProperties",
            "values of a map changed type"));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void givesEachPairItsVerdict(Pair pair) {
    List<Change> changes = ContractDiff.compare(pair.before().document(), pair.after().document());
    assertThat(changes).first().extracting(Change::verdict).isEqualTo(pair.verdict());
    assertThat(changes)
        .anySatisfy(
            change -> {
              assertThat(change.rule()).isEqualTo(pair.rule());
              assertThat(change.verdict()).isEqualTo(pair.verdict());
              assertThat(change.reason()).contains(pair.reason());
              assertThat(change.affects().isEmpty()).isEqualTo(pair.verdict() == Verdict.INFO);
            });
  }
}
