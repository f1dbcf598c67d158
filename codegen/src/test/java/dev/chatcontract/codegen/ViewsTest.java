package dev.chatcontract.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the views decide by themselves, so that templates need not. */
final class ViewsTest {
  @Test
  void aMembersBitIsCountedWithinItsMaskOf64() {
    assertThat(field("a", 0)).matches(f -> f.mask() == 0 && f.bit() == 0);
    assertThat(field("b", 63)).matches(f -> f.mask() == 0 && f.bit() == 63);
    assertThat(field("c", 64)).matches(f -> f.mask() == 1 && f.bit() == 0);
  }

  @Test
  void onlyARequiredMembersReaderRefusesNull() {
    assertThat(number("n", true, true).strictReader()).isEqualTo("int64");
    assertThat(number("n", false, true).strictReader()).isEqualTo("int64OrNull");
  }

  @Test
  void aMemberPromisedOnSuccessHasNoNullMarkThoughAFailedAnswerLacksIt() {
    assertThat(number("n", false, true).mark()).isEmpty();
    assertThat(number("n", false, false).mark()).isEqualTo("@Nullable ");
  }

  @Test
  void theMaskOfRequiredMembersHasTheirBitsAndKnowsWhereItBegins() {
    MaskView mask = MaskView.of(1, List.of(field("a", 64), number("b", true, true)));
    assertThat(mask).isEqualTo(new MaskView(1, true, "0x2L"));
    assertThat(mask.first()).isEqualTo(64);
  }

  @Test
  void aMaskWithNothingRequiredAsksForNoBit() {
    assertThat(MaskView.of(0, List.of(field("a", 0)))).isEqualTo(new MaskView(0, false, "0x0L"));
  }

  @Test
  void the65thMemberBeginsASecondMask() {
    FieldView[] fields =
        IntStream.range(0, 65)
            .mapToObj(i -> i == 64 ? number("last", true, true) : field("m" + i, i))
            .toArray(FieldView[]::new);
    ModelView model = model(true, fields);
    assertThat(model.masks()).extracting(MaskView::index).containsExactly(0, 1);
    assertThat(model.masks()).extracting(MaskView::any).containsExactly(false, true);
    assertThat(model(true, Arrays.copyOf(fields, 64)).masks()).hasSize(1);
  }

  @Test
  void aRecordWithoutMembersNeedsNoMask() {
    assertThat(model(true).masks()).isEmpty();
    assertThat(model(true).specs()).containsExactly(");");
    assertThat(model(true).construction()).containsExactly("return new Thing( others());");
  }

  @Test
  void requiredMembersAreThoseThatEveryValueHas() {
    FieldView promised = number("promised", false, true);
    FieldView required = number("required", true, true);
    assertThat(model(true, promised, required).required()).containsExactly(required);
    assertThat(model(true, promised, required).hasRequired()).isTrue();
    assertThat(model(true, promised).hasRequired()).isFalse();
  }

  @Test
  void onlyARequestCanBeBuiltBothWithAndWithoutACheck() {
    assertThat(model(true).unchecked()).isEqualTo("buildUnchecked");
    assertThat(model(false).unchecked()).isEqualTo("build");
  }

  @Test
  void oneSensitiveMemberIsEnoughToHideThings() {
    FieldView secret = scalar("pin", "String", "string", false, false, true, 1);
    assertThat(model(true, field("a", 0), secret).hasSensitive()).isTrue();
    assertThat(model(true, field("a", 0)).hasSensitive()).isFalse();
  }

  @Test
  void theListOfDescriptionsIsClosedBehindTheLast() {
    assertThat(model(true, field("a", 0), field("b", 1)).specs())
        .containsExactly("spec(\"a\")", "spec(\"b\"));");
  }

  @Test
  void constantsEndWithASemicolonAndBreakBetweenDeclarators() {
    FieldView[] fields =
        IntStream.range(0, 5).mapToObj(i -> field("member" + i, i)).toArray(FieldView[]::new);
    List<String> lines = model(true, fields).constants();
    assertThat(lines).hasSizeGreaterThan(1);
    assertThat(lines.get(0))
        .startsWith("private static final SerializedString MEMBER0 = new SerializedString(")
        .endsWith("\"),");
    assertThat(lines.get(lines.size() - 1))
        .startsWith("    MEMBER")
        .endsWith("= new SerializedString(\"member4\");");
  }

  @Test
  void aBuildersVariablesOfOneTypeAreDeclaredTogether() {
    FieldView map = scalar("m", "Map<String, Long>", "object", false, false, false, 1);
    assertThat(model(true, field("a", 0), map, field("b", 2)).declarations())
        .containsExactly(
            "private @Nullable String a, b;", "private @Nullable Map<String, Long> m;");
  }

  @Test
  void aTypeIsNeverBrokenAtItsSpace() {
    String type = "Map<String, " + "Wide".repeat(22) + ">";
    FieldView wide = scalar("m", type, "object", false, false, false, 0);
    assertThat(model(true, wide).declarations().get(1)).startsWith(type);
  }

  @Test
  void copyingEndsWithTheUnknownMembers() {
    assertThat(model(true, field("a", 0), field("b", 1)).copies())
        .containsExactly("a = v.a; b = v.b; others(v.otherMembers);");
    assertThat(model(true, field("a", 0)).construction())
        .containsExactly("return new Thing(a, others());");
  }

  @Test
  void anImportIsNeededOnlyForATypeThatOccursAsAWord() {
    FieldView list = scalar("l", "List<BigDecimal>", "list", false, false, false, 0);
    assertThat(model(true, list).uses("BigDecimal")).isTrue();
    assertThat(model(true, list).uses("Big")).isFalse();
    assertThat(
            new ModelView(
                    "Thing",
                    "\"Thing\"",
                    List.of(),
                    List.of(),
                    true,
                    List.of(".member(\"a\", Thing::a, false, false, ValueRule.of())"),
                    "")
                .uses("ValueRule"))
        .isTrue();
  }

  @Test
  void aMemberOfWhichNullIsAValueKeepsThatItWasSet() {
    FieldView plain = scalar("l", "String", "string", true, true, false, 0);
    FieldView nullable =
        new FieldView(
            "\"l\"", "l", "L", "String", false, "", true, "", "string", "string", "", true, true,
            false, 0, List.of(), List.of());
    assertThat(plain.setter()).isEqualTo("set(\"l\")");
    assertThat(nullable.setter()).isEqualTo("setOrNull(\"l\", v)");
    assertThat(nullable.mark()).isEqualTo("@Nullable ");
  }

  @Test
  void valuesOfAnOpenEnumAreReadAsTextOrAsLongs() {
    assertThat(new OpenEnumView("Kind", List.of(), "String", true, false, List.of()).codec())
        .isEqualTo("STRING");
    assertThat(new OpenEnumView("Kind", List.of(), "long", false, false, List.of()).codec())
        .isEqualTo("INT64");
  }

  @Test
  void listsOfConstantsAreFilledIntoLines() {
    List<KnownValueView> values =
        IntStream.range(0, 20)
            .mapToObj(i -> new KnownValueView("VALUE_" + i, i + "L", List.of()))
            .toList();
    List<String> lines =
        new OpenEnumView("Kind", List.of(), "long", false, false, values).constants();
    assertThat(lines).hasSize(3).allMatch(line -> line.length() <= 90);
    assertThat(String.join(" ", lines)).startsWith("VALUE_0, VALUE_1,").endsWith(" VALUE_19");
  }

  @Test
  void aCatalogueWithoutCodesListsNoConstant() {
    assertThat(
            new ErrorCatalogueView("NoErrors", List.of(), "", "CommonErrors", List.of(), List.of())
                .constants())
        .isEmpty();
  }

  @Test
  void recordsAndOpenEnumsGoToTheModelPackageAndCataloguesToTheClients() {
    assertThat(model(true)).matches(u -> u.model() && u.template().equals("record.vm"));
    assertThat(new OpenEnumView("Kind", List.of(), "long", false, false, List.of()))
        .matches(u -> u.model() && u.template().equals("open-enum.vm"));
    assertThat(new ErrorCatalogueView("NoErrors", List.of(), "", "", List.of(), List.of()))
        .matches(u -> !u.model() && u.template().equals("errors.vm"));
  }

  private static FieldView field(String name, int index) {
    return scalar(name, "String", "string", false, false, false, index);
  }

  private static FieldView number(String name, boolean required, boolean present) {
    return scalar(name, "Long", "int64OrNull", required, present, false, 1);
  }

  private static FieldView scalar(
      String name,
      String type,
      String reader,
      boolean required,
      boolean present,
      boolean sensitive,
      int index) {
    return new FieldView(
        '"' + name + '"',
        name,
        name.toUpperCase(java.util.Locale.ROOT),
        type,
        false,
        "",
        false,
        "",
        reader,
        reader,
        "",
        required,
        present,
        sensitive,
        index,
        List.of(),
        List.of("spec(\"" + name + "\")"));
  }

  private static ModelView model(boolean request, FieldView... fields) {
    return new ModelView("Thing", "\"Thing\"", List.of(), List.of(fields), request, List.of(), "");
  }
}
