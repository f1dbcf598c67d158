package dev.chatcontract.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.Operations;
import dev.chatcontract.codegen.reference.ReferencePage;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.model.SampleDef;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.runtime.Operation;
import dev.chatcontract.runtime.json.JsonCodec;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java on the reference page compiles unchanged, and builds the request of its sample. */
class ReferenceSnippetsTest {
  private static final Contract CONTRACT = ContractReader.bundled();
  private static final Pattern SNIPPET =
      Pattern.compile(
          "id=\"sample-([^\"]+)-java\"[^>]*data-language=\"java\">.*?<code>(.*?)</code>",
          Pattern.DOTALL);

  /** Replaces the signer's class of this name and calls nothing. */
  private static final String RECORDING_CLIENTS =
      """
      package snippets;
      public final class SignedChatClients {
        public static dev.chatcontract.client.ChatClient client;
        public static SignedChatClients builder() { return new SignedChatClients(); }
        public SignedChatClients region(Object region) { return this; }
        public SignedChatClients credentials(Object credentials) { return this; }
        public dev.chatcontract.client.ChatClient build() { return client; }
      }
      """;

  @TempDir Path directory;

  @Test
  void eachJavaSnippetCompilesAndBuildsItsSample() throws Exception {
    Map<String, String> snippets = snippets();
    List<String> samples = new ArrayList<>();
    for (OperationDef operation : CONTRACT.operations()) {
      operation.requestSamples().forEach(sample -> samples.add(sample.id()));
    }
    assertThat(snippets.keySet()).containsExactlyInAnyOrderElementsOf(samples);
    assertThat(String.join("", snippets.values())).doesNotContain("fromString").contains(".of(");
    compile(snippets, "as-it-stands", false);
    Path recorded = compile(snippets, "recorded", true);
    try (URLClassLoader classes =
        new URLClassLoader(new URL[] {recorded.toUri().toURL()}, getClass().getClassLoader())) {
      AtomicReference<Object> sent = new AtomicReference<>();
      Class<?> clients = classes.loadClass("snippets.SignedChatClients");
      clients.getField("client").set(null, recorder(ChatClient.class, sent));
      for (OperationDef operation : CONTRACT.operations()) {
        for (SampleDef sample : operation.requestSamples()) {
          classes.loadClass("snippets." + name(sample.id())).getMethod("run").invoke(null);
          assertThat(tree(Operations.byName(operation.name()).orElseThrow(), sent.getAndSet(null)))
              .as(sample.id())
              .isEqualTo(sample.value());
        }
      }
    }
  }

  @Test
  void pagesAndBatchesThatASnippetNamesAreMethodsOfTheClient() throws Exception {
    String all = String.join("", snippets().values());
    List<String> named =
        Pattern.compile("chat\\.(\\w+)\\(\\)\\.(\\w+(?:Pages|Batch))\\(request\\)")
            .matcher(all)
            .results()
            .map(found -> found.group(1) + "." + found.group(2))
            .toList();
    long paged = CONTRACT.operations().stream().filter(o -> o.pagination() != null).count();
    long batched = CONTRACT.operations().stream().filter(o -> o.batch() != null).count();
    assertThat(named).doesNotHaveDuplicates().hasSize((int) (paged + batched));
    for (String name : named) {
      int dot = name.indexOf('.');
      Class<?> operations = ChatClient.class.getMethod(name.substring(0, dot)).getReturnType();
      assertThat(operations.getMethods())
          .extracting(Method::getName)
          .contains(name.substring(dot + 1));
    }
  }

  private static Map<String, String> snippets() {
    Map<String, String> snippets = new LinkedHashMap<>();
    Matcher matcher = SNIPPET.matcher(ReferencePage.render(CONTRACT, null));
    while (matcher.find()) {
      String code =
          matcher
              .group(2)
              .replace("&lt;", "<")
              .replace("&gt;", ">")
              .replace("&quot;", "\"")
              .replace("&#39;", "'")
              .replace("&amp;", "&");
      snippets.put(matcher.group(1), code);
    }
    return snippets;
  }

  private static String name(String sample) {
    return "Snippet_" + sample.replace('-', '_');
  }

  private Path compile(Map<String, String> snippets, String name, boolean recorded)
      throws IOException {
    Path sources = Files.createDirectories(directory.resolve(name).resolve("snippets"));
    Path classes = Files.createDirectories(directory.resolve(name).resolve("classes"));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-proc:none",
                "-encoding",
                "UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString()));
    for (Map.Entry<String, String> snippet : snippets.entrySet()) {
      Path file = sources.resolve(name(snippet.getKey()) + ".java");
      Files.writeString(
          file,
          "package snippets;\n"
              + "import dev.chatcontract.client.*;\n"
              + "import dev.chatcontract.client.model.*;\n"
              + "import dev.chatcontract.runtime.*;\n"
              + "import dev.chatcontract.signer.*;\n"
              + "import java.util.List;\n"
              + "public class "
              + name(snippet.getKey())
              + " {\n  public static void run() throws Exception {\n"
              + snippet.getValue()
              + "\n  }\n}\n");
      arguments.add(file.toString());
    }
    if (recorded) {
      Path file = sources.resolve("SignedChatClients.java");
      Files.writeString(file, RECORDING_CLIENTS);
      arguments.add(file.toString());
    }
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(status).as("javac on the snippets of the page").isZero();
    return classes;
  }

  /** A proxy whose methods return such proxies too and which keeps the last request. */
  private static <T> T recorder(Class<T> type, AtomicReference<Object> sent) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> record(method, arguments, sent)));
  }

  private static @org.jspecify.annotations.Nullable Object record(
      Method method, Object[] arguments, AtomicReference<Object> sent) {
    if (arguments != null) {
      sent.set(arguments[0]);
      return null;
    }
    return method.getReturnType().isInterface() ? recorder(method.getReturnType(), sent) : null;
  }

  private static <Q> JsonNode tree(Operation<Q, ?> operation, Object request) throws IOException {
    JsonCodec<Q> codec = operation.request();
    @SuppressWarnings("unchecked") // The snippet was compiled against the operation's own method.
    Q typed = (Q) request;
    return codec.toTree(typed);
  }
}
