package dev.chatcontract.codegen.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chatcontract.contract.model.AuthParameterDef;
import dev.chatcontract.contract.model.AuthRole;
import dev.chatcontract.contract.model.BatchDef;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.SampleDef;
import dev.chatcontract.contract.source.ContractException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The same call in several languages: a hand-written curl command, Java with the generated client,
 * and other languages with the clients that stock generators produce from the bundle.
 */
public final class Snippets {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** Characters that control a terminal or the direction of text; each is one UTF-16 unit. */
  private static final Pattern ACTING =
      Pattern.compile(
          "[\\u007f-\\u009f\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202f\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb]");

  /** In characters of up to three bytes each; Linux accepts 128 KiB per argument. */
  private static final int LONGEST_ARGUMENT = 40_000;

  private static final String APP = "1400000001";
  private static final String ACCOUNT = "administrator";

  private final Where where;

  /** Null if no Java client can be generated from the contract. */
  private final @Nullable JavaRequests java;

  /**
   * The target of a call.
   *
   * @param named whether the clients already know the address, as their default region
   * @param program the command that runs chatctl there
   */
  private record Where(String host, String app, String account, boolean named, String program) {}

  Snippets(Contract contract) {
    this.java = java(contract);
    this.where =
        new Where(
            contract.regions().isEmpty() ? "https://HOST" : contract.regions().get(0).url(),
            APP,
            ACCOUNT,
            true,
            "chatctl");
  }

  /**
   * Creates snippets for calls of that app at that address; {@code program} is the command that
   * runs chatctl there.
   */
  public Snippets(Contract contract, String host, long app, String account, String program) {
    this.java = java(contract);
    this.where = new Where(host, Long.toString(app), account, false, program);
  }

  /**
   * Returns a complete, runnable program for a call with that body, by the name of its language.
   */
  public Map<String, String> programs(OperationDef operation, JsonNode body, boolean checked) {
    Map<String, String> texts = new LinkedHashMap<>();
    Programs programs = new Programs(operation, where.app, where.account);
    all(operation, body, checked)
        .forEach(each -> texts.put(each.language(), programs.around(each.language(), each.code())));
    texts.put("chatctl", chatctl(operation, body));
    return texts;
  }

  private String chatctl(OperationDef operation, JsonNode body) {
    return shell(where.program)
        + " call "
        + operation.name()
        + " \\\n  --base-url "
        + shell(where.host)
        + " --sdkappid "
        + where.app
        + " --identifier "
        + shell(where.account)
        + (operation.request() == null
            ? ""
            : " \\\n  --body " + argument("-", inert(body.toString())));
  }

  /** Passes JSON as a shell argument, or as input if it is too long for an argument. */
  private static String argument(String input, String json) {
    return json.length() <= LONGEST_ARGUMENT
        ? shell(json)
        : input + " <<'JSON'\n" + json + "\nJSON";
  }

  /** Escapes each character of JSON that would affect the text around it or a terminal. */
  private static String inert(String json) {
    return ACTING
        .matcher(json)
        .replaceAll(
            found -> String.format(Locale.ROOT, "\\\\u%04x", (int) found.group().charAt(0)));
  }

  private static @Nullable JavaRequests java(Contract contract) {
    try {
      return JavaRequests.of(contract);
    } catch (ContractException e) {
      return null;
    }
  }

  static String pretty(JsonNode value) {
    try {
      return inert(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree in memory can always be written", e);
    }
  }

  List<ReferenceView.Snippet> of(OperationDef operation, SampleDef sample) {
    return all(operation, sample.value(), sample.violates().isEmpty());
  }

  private List<ReferenceView.Snippet> all(OperationDef operation, JsonNode body, boolean checked) {
    List<ReferenceView.Snippet> out = new ArrayList<>();
    out.add(new ReferenceView.Snippet("curl", "curl", curl(operation, body)));
    if (operation.request() != null) {
      if (java != null) {
        out.add(new ReferenceView.Snippet("Java", "java", java(java, operation, body, checked)));
      }
      out.add(new ReferenceView.Snippet("TypeScript", "typescript", typescript(operation, body)));
      out.add(new ReferenceView.Snippet("Python", "python", python(operation, body)));
      out.add(new ReferenceView.Snippet("Go", "go", go(operation, body)));
    }
    return out;
  }

  private String curl(OperationDef operation, JsonNode body) {
    StringBuilder query = new StringBuilder();
    for (AuthParameterDef parameter : operation.auth()) {
      query.append(query.length() == 0 ? "?" : "&").append(parameter.name()).append('=');
      query.append(
          switch (parameter.role()) {
            case APP_ID -> where.app;
            case IDENTIFIER ->
                URLEncoder.encode(where.account, StandardCharsets.UTF_8).replace("+", "%20");
            case SIGNATURE -> "$USERSIG";
            case NONCE -> "$RANDOM";
            case FORMAT -> String.valueOf(parameter.constant());
          });
    }
    StringBuilder out = new StringBuilder();
    if (operation.auth().stream().anyMatch(p -> p.role() == AuthRole.SIGNATURE)) {
      out.append("USERSIG=$(")
          .append(shell(where.program))
          .append(" usersig generate --sdkappid ")
          .append(where.app)
          .append(" --identifier ")
          .append(shell(where.account))
          .append(" --expire 3600) &&\n");
    }
    out.append("curl --request ").append(operation.method()).append(" \\\n");
    out.append("  \"")
        .append(where.host)
        .append(operation.path().replaceAll("[\"$`\\\\]", "\\\\$0"))
        .append(query)
        .append("\" \\\n");
    out.append("  --header 'Content-Type: application/json' \\\n");
    return out.append("  --data ").append(argument("@-", pretty(body))).toString();
  }

  private String java(
      JavaRequests requests, OperationDef operation, JsonNode body, boolean checked) {
    String region = requests.region();
    return "try (ChatClient chat =\n"
        + "    SignedChatClients.builder()\n"
        + "        "
        + (region == null || !where.named
            ? ".baseUrl(" + quoted(where.named ? "https://HOST" : where.host) + ")"
            : ".region(" + region + ")")
        + "\n        .credentials(\n            ChatCredentials.of(\n                "
        + where.app
        + "L, "
        + quoted(where.account)
        + ", SecretSource.environment(\"CHATCTL_SECRET_KEY\")))\n"
        + "        .build()) {\n  "
        + requests.response(operation)
        + " answer =\n      chat."
        + requests.method(operation)
        + "(\n          "
        + requests.request(operation, body, checked, "          ")
        + (checked ? "" : ",\n          CallOptions.none().validation(Validation.OFF)")
        + ");\n"
        + (isFirstSample(operation, body) ? more(requests.method(operation), operation) : "")
        + "}";
  }

  private static boolean isFirstSample(OperationDef operation, JsonNode body) {
    return !operation.requestSamples().isEmpty()
        && body.equals(operation.requestSamples().get(0).value());
  }

  /** Returns comments on what else the client offers for an operation; shown once per operation. */
  private static String more(String method, OperationDef operation) {
    String more = "";
    if (operation.pagination() != null) {
      more +=
          "  // All pages, each fetched when it is wanted:\n  // for (var item : chat."
              + method
              + "Pages(request)) { ... }\n";
    }
    BatchDef batch = operation.batch();
    if (batch != null) {
      more +=
          "  // Any number of "
              + batch.field()
              + ", "
              + batch.max()
              + " at a time:\n  // var all = chat."
              + method
              + "Batch(request); all.found(), failed(), missing()\n";
    }
    return more;
  }

  private String typescript(OperationDef operation, JsonNode body) {
    String method = camel(operation.name());
    StringBuilder keys = new StringBuilder();
    StringBuilder others = new StringBuilder();
    for (AuthParameterDef parameter : operation.auth()) {
      switch (parameter.role()) {
        case APP_ID -> keys.append(parameter.name() + ": \"" + where.app + "\", ");
        case IDENTIFIER -> keys.append(parameter.name() + ": " + quoted(where.account) + ", ");
        case SIGNATURE -> keys.append(parameter.name() + ": usersig, ");
        case NONCE -> others.append("  " + parameter.name() + ": randomBytes(4).readUInt32BE(),\n");
        case FORMAT ->
            others.append("  " + parameter.name() + ": \"" + parameter.constant() + "\",\n");
      }
    }
    return "const keys: Record<string, string> = { "
        + keys.toString().replaceAll(", $", "")
        + " };\nconst api = new "
        + pascal(operation.tag())
        + "Api(new Configuration({ "
        + (where.named ? "" : "basePath: " + quoted(where.host) + ", ")
        + "apiKey: (name) => keys[name] }));\n"
        + "const answer = await api."
        + method
        + "({\n"
        + others
        + "  "
        + method
        + "Request: "
        + pascal(operation.name())
        + "RequestFromJSON("
        + pretty(body).replace("\n", "\n  ")
        + "),\n});";
  }

  private String python(OperationDef operation, JsonNode body) {
    StringBuilder keys = new StringBuilder();
    StringBuilder others = new StringBuilder();
    for (AuthParameterDef parameter : operation.auth()) {
      switch (parameter.role()) {
        case APP_ID -> keys.append("    \"" + parameter.name() + "\": \"" + where.app + "\",\n");
        case IDENTIFIER ->
            keys.append("    \"" + parameter.name() + "\": " + quoted(where.account) + ",\n");
        case SIGNATURE -> keys.append("    \"" + parameter.name() + "\": usersig,\n");
        case NONCE -> others.append("secrets.randbits(32), ");
        case FORMAT -> others.append("\"" + parameter.constant() + "\", ");
      }
    }
    return "configuration = chat.Configuration("
        + (where.named ? "" : "host=" + quoted(where.host))
        + ")\nconfiguration.api_key = {\n"
        + keys
        + "}\nwith chat.ApiClient(configuration) as client:\n    request = chat."
        + pascal(operation.name())
        + "Request.from_json(r'''\n"
        + indent(pretty(body).replace("'''", "\\u0027\\u0027\\u0027"))
        + "''')\n    answer = chat."
        + pascal(operation.tag())
        + "Api(client)."
        + operation.name()
        + "("
        + others
        + "request)";
  }

  private String go(OperationDef operation, JsonNode body) {
    String name = pascal(operation.name());
    String json = pretty(body).replace("`", "\\u0060");
    StringBuilder keys = new StringBuilder();
    StringBuilder others = new StringBuilder();
    for (AuthParameterDef parameter : operation.auth()) {
      switch (parameter.role()) {
        case APP_ID ->
            keys.append("    \"" + parameter.name() + "\": {Key: \"" + where.app + "\"},\n");
        case IDENTIFIER ->
            keys.append(
                "    \"" + parameter.name() + "\": {Key: " + quoted(where.account) + "},\n");
        case SIGNATURE -> keys.append("    \"" + parameter.name() + "\": {Key: usersig},\n");
        case NONCE -> others.append(pascal(parameter.name()) + "(int64(rand.Uint32())).");
        case FORMAT ->
            others.append(pascal(parameter.name()) + "(\"" + parameter.constant() + "\").");
      }
    }
    return "keys := map[string]chat.APIKey{\n"
        + keys
        + "}\nctx := context.WithValue(context.Background(), chat.ContextAPIKeys, keys)\n"
        + "var request chat."
        + name
        + "Request\nif err := json.Unmarshal([]byte(`"
        + json
        + "`), &request); err != nil {\n    return err\n}\n"
        + (where.named
            ? "answer, _, err := chat.NewAPIClient(chat.NewConfiguration())."
            : "configuration := chat.NewConfiguration()\nconfiguration.Servers ="
                + " chat.ServerConfigurations{{URL: "
                + quoted(where.host)
                + "}}\nanswer, _, err := chat.NewAPIClient(configuration).")
        + pascal(operation.tag())
        + "API."
        + name
        + "(ctx).\n    "
        + others
        + name
        + "Request(request).Execute()";
  }

  /** Returns a string literal that is valid in all these languages. */
  static String quoted(String text) {
    return pretty(MAPPER.getNodeFactory().textNode(text));
  }

  private static String shell(String text) {
    return text.matches("[A-Za-z0-9_.@%+=:,/-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  static String pascal(String snake) {
    StringBuilder out = new StringBuilder();
    for (String word : snake.split("[^A-Za-z0-9]+", -1)) {
      if (!word.isEmpty()) {
        out.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    return out.toString();
  }

  static String camel(String snake) {
    String name = pascal(snake);
    return name.isEmpty()
        ? name
        : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  static String indent(String text) {
    return "    " + text.replace("\n", "\n    ");
  }
}
