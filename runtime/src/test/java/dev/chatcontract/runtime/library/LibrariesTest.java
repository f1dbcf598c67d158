package dev.chatcontract.runtime.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.Version;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A library that is too old is reported with its jar and the fix; .ci/neighbours tests with real
 * ones.
 */
final class LibrariesTest {

  private record Seen(@Nullable String okHttp, int core, int databind, Set<String> classes)
      implements Libraries.View {
    @Override
    public Version[] jackson() {
      return new Version[] {version(core), version(databind)};
    }

    private static Version version(int minor) {
      return new Version(2, minor, 1, null, null, null);
    }

    @Override
    public boolean has(String className) {
      return classes.contains(className);
    }

    @Override
    public String jar(String className) {
      return " (" + className + ".jar)";
    }
  }

  private static final Set<String> ALL =
      Set.of("okio.FileSystem", "okio.Socket", "kotlin.enums.EnumEntriesKt");

  private static @Nullable String problem(
      @Nullable String okHttp, int core, int databind, Set<String> classes) {
    return new Libraries(new Seen(okHttp, core, databind, classes)).problem();
  }

  @Test
  void theLibrariesOfThisBuildPass() {
    assertThatCode(Libraries::check).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"4.12.0", "5.0.0", "5.5.1", "6.0.0-alpha.1", "10.1", "of-somebody"})
  void newerAndUnknownVersionsPass(String okHttp) {
    assertThat(problem(okHttp, 17, 17, ALL)).isNull();
    assertThat(problem(null, 30, 22, ALL)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"3.12.13", "4.9.3", "4.11.0"})
  void anOldOkHttpIsNamedWithWhatToExclude(String okHttp) {
    assertThat(problem(okHttp, 22, 22, ALL))
        .startsWith("OkHttp " + okHttp + " (okhttp3.OkHttpClient.jar) comes first")
        .contains("4.12", "chat-contract-bom", "exclude com.squareup.okhttp3:okhttp");
  }

  @ParameterizedTest
  @CsvSource({"4.12.0, okio.FileSystem", "5.1.0, okio.FileSystem", "5.5.1, okio.Socket"})
  void anOkioThatIsOlderThanItsOkHttpIsNamed(String okHttp, String needed) {
    Set<String> rest = Set.of("kotlin.enums.EnumEntriesKt", "okio.Buffer");
    assertThat(problem(okHttp, 22, 22, rest))
        .startsWith("Okio (okio.Buffer.jar) is older than OkHttp " + okHttp);
    assertThat(problem(okHttp, 22, 22, Set.of("kotlin.enums.EnumEntriesKt", needed))).isNull();
  }

  @Test
  void anOldKotlinIsNamedIfThisOkHttpNeedsANewerOne() {
    assertThat(problem("5.5.1", 22, 22, Set.of("okio.Socket")))
        .startsWith("Kotlin's library (kotlin.KotlinVersion.jar)")
        .contains("1.9");
    assertThat(problem("4.12.0", 22, 22, Set.of("okio.FileSystem"))).isNull();
  }

  @ParameterizedTest
  @CsvSource({"15, 22, 2.15.1", "22, 16, 2.16.1"})
  void anOldPartOfJacksonIsNamed(int core, int databind, String named) {
    assertThat(problem("5.5.1", core, databind, ALL))
        .startsWith("Jackson " + named + " comes first")
        .contains("2.17", "jackson-bom");
  }
}
