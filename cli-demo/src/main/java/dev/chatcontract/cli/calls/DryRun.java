package dev.chatcontract.cli.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatcontract.cli.output.OutputFormat;
import dev.chatcontract.cli.output.Results;
import dev.chatcontract.cli.output.TerminalJson;
import dev.chatcontract.cli.settings.Call;
import dev.chatcontract.cli.settings.Options;
import dev.chatcontract.cli.settings.Settings;
import dev.chatcontract.client.SignatureParameters;
import dev.chatcontract.runtime.Operation;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Shows a request as it would be sent, but without the signature, so that no key is needed. */
final class DryRun {
  private static final String HIDDEN = "***";

  private DryRun() {}

  static void print(Call call, Operation<?, ?> operation, JsonNode body) {
    Settings settings = Settings.of(call);
    String url =
        Connection.baseUrl(settings)
            + operation.path()
            + "?"
            + pair(SignatureParameters.APP_ID, Long.toString(settings.sdkAppId()))
            + "&"
            + pair(SignatureParameters.IDENTIFIER, settings.identifier())
            + "&"
            + SignatureParameters.SIGNATURE
            + "="
            + HIDDEN
            + "&"
            + SignatureParameters.NONCE
            + "="
            + HIDDEN
            + "&"
            + pair(SignatureParameters.FORMAT, SignatureParameters.FORMAT_VALUE);
    PrintStream out = call.terminal().out();
    if (call.has(Options.OUTPUT) && call.output() != OutputFormat.TABLE) {
      ObjectNode request = TerminalJson.NODES.objectNode();
      request.put("method", operation.method());
      request.put("url", url);
      request.set("body", body);
      new Results(call.terminal(), call.output()).document(request);
      return;
    }
    out.println(operation.method() + " " + url);
    out.println("Content-Type: application/json");
    out.println();
    out.println(TerminalJson.pretty(body));
  }

  private static String pair(String name, String value) {
    return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
