package dev.chatcontract.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.Region;
import dev.chatcontract.runtime.ClientOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentVariablesTest {
  private final Map<String, String> variables =
      new HashMap<>(
          Map.of(
              "CHATCTL_SDKAPPID", "1400000001",
              "CHATCTL_IDENTIFIER", "administrator",
              "CHATCTL_SECRET_KEY", Keys.TEXT));

  private ClientOptions options() {
    return SignedChatClients.builder().environment(variables::get).clientOptions();
  }

  /** The pom sets the variables of the JVM that runs the tests. */
  @Test
  void theEnvironmentOfTheProcessConfiguresAClient() {
    SignedChatClients.Builder builder = SignedChatClients.builder();

    assertThat(builder.environment()).isSameAs(builder);
    assertThat(builder.clientOptions().baseUrl()).hasToString("https://environment.example/");
    try (ChatClient chat = SignedChatClients.fromEnvironment()) {
      assertThat(chat.groups()).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SILICON_VALLEY", "silicon-valley", "Silicon Valley", " silicon_valley "})
  void aRegionMayBeWrittenAsPeopleWriteIt(String region) {
    variables.put("CHATCTL_REGION", region);

    assertThat(options().baseUrl()).hasToString(Region.SILICON_VALLEY.baseUrl() + "/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\t"})
  void aBlankVariableIsNotSet(String blank) {
    variables.put("CHATCTL_REGION", "china");
    variables.put("CHATCTL_BASE_URL", blank);
    variables.put("CHATCTL_SECRET_KEY_FILE", blank);
    variables.put("CHATCTL_ALLOW_HTTP", blank);
    assertThat(options().baseUrl()).hasToString(Region.CHINA.baseUrl() + "/");

    variables.put("CHATCTL_IDENTIFIER", blank);
    assertThatThrownBy(this::options)
        .hasMessage(
            "cannot create a client from the environment: CHATCTL_IDENTIFIER is not set: the"
                + " account that signs");
  }

  @Test
  void eachOfTheHostsMayBeCalledUnencrypted() {
    variables.put("CHATCTL_ALLOW_HTTP", "one, two ,three");

    for (String host : List.of("one", "two", "three")) {
      variables.put("CHATCTL_BASE_URL", "http://" + host);
      assertThat(options().baseUrl().host()).isEqualTo(host);
    }
    variables.put("CHATCTL_BASE_URL", "http://four");
    assertThatThrownBy(this::options).hasMessageStartingWith("plain http to four ");
  }

  @Test
  void aKeyFileThatCannotExistIsNamedWithTheOtherProblems() {
    variables.remove("CHATCTL_SECRET_KEY");
    variables.put("CHATCTL_SECRET_KEY_FILE", "key\0file");

    assertThatThrownBy(this::options)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(
            "cannot create a client from the environment: neither CHATCTL_REGION nor"
                + " CHATCTL_BASE_URL is set: where to call; CHATCTL_SECRET_KEY_FILE is not a"
                + " possible path here: ");
  }

  @ParameterizedTest
  @CsvSource({
    "CHATCTL_SDKAPPID,0,appId is 0; it must be 1 to 4294967295",
    "CHATCTL_SDKAPPID,1e9,CHATCTL_SDKAPPID is 1e9; a whole number is expected",
    "CHATCTL_IDENTIFIER,a\u0007b,identifier contains a control character at position 1",
    "CHATCTL_REGION,mars,'CHATCTL_REGION is mars, which is not in the contract; known: CHINA, '",
    "CHATCTL_BASE_URL,chat.example,'CHATCTL_BASE_URL: '",
    "CHATCTL_ALLOW_HTTP,'one,,two',CHATCTL_ALLOW_HTTP: plain http is allowed for one host name",
  })
  void aVariableThatCannotBeUsedIsNamed(String name, String value, String problem) {
    if (!name.equals("CHATCTL_REGION")) {
      variables.put("CHATCTL_BASE_URL", "https://chat.example");
    }
    variables.put(name, value);

    assertThatThrownBy(this::options)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("cannot create a client from the environment: " + problem);
  }
}
