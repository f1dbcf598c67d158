package dev.chatcontract.runtime.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldSpecTest {
  private static FieldSpec.Builder text() {
    return FieldSpec.of("F", FieldSpec.Type.STRING);
  }

  @Test
  void aMemberPromisesNothingThatWasNotSaid() {
    FieldSpec f = text().build();
    assertThat(f.name()).isEqualTo("F");
    assertThat(f.type()).isEqualTo(FieldSpec.Type.STRING);
    assertThat(f.required()).isFalse();
    assertThat(f.sensitive()).isFalse();
    assertThat(f.description()).isEmpty();
    assertThat(f.fields()).isEmpty();
    assertThat(f.kinds()).isEmpty();
    assertThat(f.knownValues()).isEmpty();
    assertThat(f.items()).isNull();
    assertThat(f.minimum()).isNull();
    assertThat(f.maximum()).isNull();
    assertThat(f.minItems()).isNull();
    assertThat(f.maxItems()).isNull();
    assertThat(f.maxBytes()).isNull();
    assertThat(f.pattern()).isNull();
    assertThat(f.unit()).isNull();
    assertThat(f.example()).isNull();
  }

  @Test
  void knownValuesAreGivenInPairsOrWhole() {
    FieldSpec.KnownValue red = FieldSpec.known("red", "stop");
    FieldSpec.KnownValue green = FieldSpec.known("green", "");
    assertThat(red.value() + "=" + red.meaning()).isEqualTo("red=stop");
    assertThat(text().knownValues("red", "stop", "green", "").build().knownValues())
        .containsExactly(red, green);
    assertThat(text().knownValues(red, green).build().knownValues()).containsExactly(red, green);
    assertThat(text().knownValues(new String[0]).build().knownValues()).isEmpty();
  }

  @Test
  void aLastValueWithoutItsMeaningIsLeftOut() {
    assertThat(text().knownValues("red", "stop", "green").build().knownValues())
        .containsExactly(FieldSpec.known("red", "stop"));
    assertThat(text().knownValues("red").build().knownValues()).isEmpty();
  }

  @Test
  void kindsKeepTheirOrderAndAreDescribedWhenAsked() {
    List<String> asked = new ArrayList<>();
    FieldSpec inner = text().build();
    FieldSpec f =
        FieldSpec.of("Content", FieldSpec.Type.OBJECT)
            .kind(
                "Type",
                "Text",
                () -> {
                  asked.add("Text");
                  return List.of(inner);
                })
            .kind("Type", "Face", List::of)
            .build();
    assertThat(f.kinds()).extracting(FieldSpec.Kind::by).containsExactly("Type", "Type");
    assertThat(f.kinds()).extracting(FieldSpec.Kind::value).containsExactly("Text", "Face");
    assertThat(asked).isEmpty();
    assertThat(f.kinds().get(0).fields().get()).containsExactly(inner);
    assertThat(f.kinds().get(1).fields().get()).isEmpty();
    assertThat(asked).containsExactly("Text");
  }

  @Test
  void fieldsAreCopied() {
    List<FieldSpec> fields = new ArrayList<>(List.of(text().build()));
    FieldSpec f = FieldSpec.of("O", FieldSpec.Type.OBJECT).fields(fields).build();
    fields.clear();
    assertThat(f.fields()).hasSize(1);
    assertThatThrownBy(() -> f.fields().clear()).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aTypeHasALowerCaseName() {
    assertThat(FieldSpec.Type.values())
        .extracting(FieldSpec.Type::wireName)
        .containsExactly(
            "string", "int32", "int64", "decimal", "boolean", "object", "array", "any");
  }
}
