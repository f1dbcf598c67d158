package dev.chatcontract.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.codegen.syntax.JavaSyntax;
import dev.chatcontract.codegen.view.ClientView;
import dev.chatcontract.codegen.view.CompanionView;
import dev.chatcontract.codegen.view.ErrorCatalogueView;
import dev.chatcontract.codegen.view.FieldView;
import dev.chatcontract.codegen.view.MaskView;
import dev.chatcontract.codegen.view.ModelView;
import dev.chatcontract.codegen.view.OpenEnumView;
import dev.chatcontract.codegen.view.RuleView;
import dev.chatcontract.codegen.view.SpecView;
import dev.chatcontract.codegen.view.TypeView;
import dev.chatcontract.codegen.view.UnitView;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.contract.schema.Limits;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import dev.chatcontract.contract.schema.ValueDef;
import dev.chatcontract.contract.source.Place;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Decisions that the views make so that templates need not. */
final class ViewsTest {
  private static final Place HERE = new Place("openapi.yaml", 1, 1, "");
  private static final TypeView TEXT = new TypeView(TypeView.Kind.STRING, "", null, false);
  private static final TypeView NUMBER = new TypeView(TypeView.Kind.INT64, "", null, false);

  @Test
  void aMembersBitIsCountedWithinItsMaskOf64() {
    assertThat(field("a", 0)).matches(f -> f.mask() == 0 && f.bit() == 0);
    assertThat(field("b", 63)).matches(f -> f.mask() == 0 && f.bit() == 63);
    assertThat(field("c", 64)).matches(f -> f.mask() == 1 && f.bit() == 0);
  }

  @Test
  void onlyARequiredMembersReaderRefusesNull() {
    assertThat(syntax().reader(number("n", true, true))).isEqualTo("int64");
    assertThat(syntax().reader(number("n", false, true))).isEqualTo("int64OrNull");
  }

  @Test
  void aMemberPromisedOnSuccessIsNotNullableEvenIfAFailedAnswerLacksIt() {
    assertThat(number("n", false, true).absent()).isFalse();
    assertThat(number("n", false, false).absent()).isTrue();
  }

  @Test
  void theMaskOfRequiredMembersHasTheirBitsAndItsFirstIndex() {
    MaskView mask = MaskView.of(1, List.of(field("a", 64), number("b", true, true)));
    assertThat(mask).isEqualTo(new MaskView(1, true, "0x2L"));
    assertThat(mask.first()).isEqualTo(64);
    assertThat(mask.name()).isEqualTo("seen_1");
  }

  @Test
  void aMaskWithoutRequiredMembersHasNoBit() {
    assertThat(MaskView.of(0, List.of(field("a", 0)))).isEqualTo(new MaskView(0, false, "0x0L"));
  }

  @Test
  void the65thMemberStartsASecondMask() {
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
    assertThat(rendered(model(true))).contains("return new Thing(others());");
    assertThat(fields(model(true))).contains("return List.of();");
  }

  @Test
  void requiredMembersAreThoseThatEveryValueHas() {
    FieldView promised = number("promised", false, true);
    FieldView required = number("required", true, true);
    assertThat(model(true, promised, required).required()).containsExactly(required);
    assertThat(model(true, promised).required()).isEmpty();
  }

  @Test
  void onlyARequestCanBeBuiltBothWithAndWithoutACheck() {
    assertThat(model(true).unchecked()).isEqualTo("buildUnchecked");
    assertThat(model(false).unchecked()).isEqualTo("build");
  }

  @Test
  void aSensitiveMemberIsListed() {
    FieldView secret = field("pin", TEXT, false, false, value(false, true), 1);
    assertThat(model(true, field("a", 0), secret).sensitive()).containsExactly("pin");
    assertThat(model(true, field("a", 0)).sensitive()).isEmpty();
  }

  @Test
  void aBuilderCopiesItsValueMemberByMemberAndUnknownOnesLast() {
    TypeView map = new TypeView(TypeView.Kind.MAP, "", NUMBER, false);
    ModelView model = model(true, field("a", 0), field("m", map, false, false, plain(), 1));
    assertThat(rendered(model))
        .contains("private @Nullable String a; private @Nullable Map<String, Long> m;")
        .contains("a = v.a; m = v.m; others(v.otherMembers);")
        .contains("return new Thing(a, m, others());");
  }

  @Test
  void anImportIsNeededOnlyForATypeThatOccursAsAWord() {
    TypeView list =
        new TypeView(
            TypeView.Kind.LIST, "", new TypeView(TypeView.Kind.DECIMAL, "", null, false), false);
    assertThat(rendered(model(true, field("l", list, false, false, plain(), 0))))
        .contains("import java.math.BigDecimal;")
        .doesNotContain("import java.math.BigInteger;");
    assertThat(rendered(model(true, field("myBigDecimal", 0))))
        .doesNotContain("import java.math.BigDecimal;");
  }

  @Test
  void aNullableMemberRemembersThatItWasSet() {
    FieldView nullable = field("l", TEXT, true, true, value(true, false), 0);
    assertThat(rendered(model(true, field("l", TEXT, true, true, plain(), 0))))
        .contains("record Thing(String l,", "return set(\"l\");");
    assertThat(rendered(model(true, nullable)))
        .contains("record Thing(@Nullable String l,", "return setOrNull(\"l\", v);");
  }

  @Test
  void valuesOfAnOpenEnumAreReadAsTextOrAsLongs() {
    assertThat(rendered(new OpenEnumView("Kind", "Kinds.", true, false, false, List.of())))
        .contains("JsonCodec.STRING.mapped(Kind::of, Kind::value)");
    assertThat(rendered(new OpenEnumView("Kind", "Kinds.", false, false, false, List.of())))
        .contains("JsonCodec.INT64.mapped(Kind::of, Kind::value)");
  }

  @Test
  void aCatalogueWithoutCodesListsNoConstant() {
    assertThat(rendered(new ErrorCatalogueView("NoErrors", "no", List.of(), List.of())))
        .contains("ErrorCatalogue.of(List.of(), CommonErrors.ALL)");
  }

  @Test
  void recordsAndOpenEnumsGoToTheModelPackageAndCataloguesToTheClients() {
    assertThat(model(true))
        .matches(u -> u.home() == UnitView.Home.MODEL && u.template().equals("record.vm"));
    assertThat(new OpenEnumView("Kind", "Kinds.", false, false, false, List.of()))
        .matches(u -> u.home() == UnitView.Home.MODEL && u.template().equals("open-enum.vm"));
    assertThat(new ErrorCatalogueView("NoErrors", "", List.of(), List.of()))
        .matches(u -> u.home() == UnitView.Home.API && u.template().equals("errors.vm"));
  }

  @Test
  void internalsAreInASeparatePackage() {
    assertThat(model(true).companions())
        .extracting(CompanionView::className)
        .containsExactly("ThingJson", "ThingFields", "ThingRules");
    assertThat(model(false).companions())
        .extracting(CompanionView::className)
        .containsExactly("ThingJson", "ThingFields");
    assertThat(model(true).companions()).allMatch(c -> c.home() == UnitView.Home.INTERNAL);
  }

  private static JavaSyntax syntax() {
    return new JavaSyntax(client(), "a.api", "a.model");
  }

  private static ClientView client() {
    Contract library = ContractReader.load(GeneratedProject.LIBRARY.resolve("openapi.yaml"));
    return new ClientView(library, List.of(), List.of(), List.of(), List.of(), List.of());
  }

  private static String rendered(UnitView unit) {
    return new Rendered(client()).unit(unit);
  }

  private static String fields(ModelView model) {
    return rendered(new CompanionView(CompanionView.Kind.FIELDS, model));
  }

  private static FieldView field(String name, int index) {
    return field(name, TEXT, false, false, plain(), index);
  }

  private static FieldView number(String name, boolean required, boolean present) {
    return field(name, NUMBER, required, present, plain(), 1);
  }

  private static FieldView field(
      String name, TypeView type, boolean required, boolean present, ValueDef value, int index) {
    PropertyDef def = new PropertyDef(name, required, present, value, HERE);
    RuleView rule =
        new RuleView(
            type, false, Limits.NONE, false, List.of(), List.of(), null, false, List.of(), null);
    SpecView spec =
        new SpecView(
            name,
            "STRING",
            null,
            null,
            false,
            false,
            Limits.NONE,
            Limits.NONE,
            null,
            List.of(),
            "");
    return new FieldView(
        def,
        name,
        name.toUpperCase(Locale.ROOT),
        type,
        required,
        present,
        index,
        "Its doc.",
        rule,
        List.of(),
        spec);
  }

  private static ValueDef plain() {
    return value(false, false);
  }

  private static ValueDef value(boolean nullable, boolean sensitive) {
    return new ValueDef(
        "string",
        null,
        null,
        null,
        null,
        null,
        "",
        null,
        null,
        nullable,
        false,
        Limits.NONE,
        false,
        List.of(),
        List.of(),
        false,
        List.of(),
        null,
        List.of(),
        sensitive,
        null,
        List.of(),
        null,
        false,
        false,
        HERE);
  }

  private static ModelView model(boolean request, FieldView... fields) {
    SchemaDef schema = new SchemaDef("Thing", plain(), List.of(), true, HERE);
    return new ModelView(
        "Thing", schema, "A thing.", List.of(fields), request, null, List.of(), List.of());
  }
}
