import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.model.GetGroupInfoRequest;
import dev.chatcontract.runtime.CallOptions;
import dev.chatcontract.signer.ChatCredentials;
import dev.chatcontract.signer.SignedChatClients;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.exporter.logging.LoggingSpanExporter;
import io.opentelemetry.instrumentation.okhttp.v3_0.OkHttpTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * Makes calls while OpenTelemetry records them, with its spans on standard error: through the agent that this JVM was started
 * with, or through the library. Arguments: agent or library, and the file for the signatures that the server has seen.
 */
public class Traces {
  private static final Set<String> signatures = ConcurrentHashMap.newKeySet();
  private static String url;
  private static int calls;

  public static void main(String[] args) throws Exception {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(() -> accept(server));
    thread.setDaemon(true);
    thread.start();
    url = "http://127.0.0.1:" + server.getLocalPort();

    OpenTelemetry telemetry =
        args[0].equals("agent")
            ? GlobalOpenTelemetry.get()
            : OpenTelemetrySdk.builder()
                .setTracerProvider(
                    SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(LoggingSpanExporter.create()))
                        .build())
                .build();
    OkHttpTelemetry library = OkHttpTelemetry.create(telemetry);
    Call.Factory factory = library.newCallFactory(new OkHttpClient());
    OkHttpClient traced = builtBy(factory);

    // Shows what a recorder does with a signature that it sees: if this one were not in the spans, the rest would prove nothing.
    factory
        .newCall(new Request.Builder().url(url + "/control?usersig=control").build())
        .execute()
        .close();

    call(client -> {});
    call(client -> client.okHttpClient(new OkHttpClient()));
    call(client -> client.okHttpClient(traced));
    call(client -> client.options(o -> o.interceptor(library.newInterceptor())));
    call(
        client ->
            client.okHttpClient(
                new OkHttpClient.Builder()
                    .addInterceptor(library.newInterceptor())
                    .addNetworkInterceptor(library.newInterceptor())
                    .build()));

    signatures.remove("control");
    if (signatures.isEmpty()) {
      throw new IllegalStateException("no call was signed");
    }
    Files.write(Path.of(args[1]), signatures);
    System.out.println(calls + " calls");
    System.exit(0);
  }

  /** Makes a blocking call, one with its own deadline, and an asynchronous one. */
  private static void call(Consumer<SignedChatClients.Builder> settings) {
    ChatCredentials credentials =
        ChatCredentials.of(1400000001L, "administrator", "of-this-run-alone".toCharArray());
    SignedChatClients.Builder builder =
        SignedChatClients.builder().baseUrl(url).credentials(credentials);
    settings.accept(builder);
    GetGroupInfoRequest request = GetGroupInfoRequest.of(List.of("@TGS#2J4SZEAEL"));
    try (ChatClient chat = builder.build()) {
      chat.groups().getGroupInfo(request);
      chat.groups()
          .getGroupInfo(
              request,
              CallOptions.none().readTimeout(Duration.ofSeconds(9)));
      chat.groups().async().getGroupInfo(request).join();
      calls += 3;
    }
  }

  /** The library only offers a Call.Factory; our client needs the OkHttpClient inside it. */
  private static OkHttpClient builtBy(Call.Factory factory) throws IllegalAccessException {
    for (Field field : factory.getClass().getDeclaredFields()) {
      if (field.getType() == OkHttpClient.class) {
        field.setAccessible(true);
        return (OkHttpClient) field.get(factory);
      }
    }
    throw new IllegalStateException("the library builds no OkHttpClient any more");
  }

  private static void accept(ServerSocket server) {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread thread = new Thread(() -> serve(socket));
        thread.setDaemon(true);
        thread.start();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void serve(Socket socket) {
    byte[] body =
        "{\"ActionStatus\":\"OK\",\"ErrorCode\":0,\"ErrorInfo\":\"\",\"GroupInfo\":[]}"
            .getBytes(StandardCharsets.UTF_8);
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String signature = line.replaceAll(".*[?&]usersig=([^& ]*).*", "$1");
        if (!signature.equals(line)) {
          signatures.add(signature);
        }
        int length = 0;
        for (String header = in.readLine(); !header.isEmpty(); header = in.readLine()) {
          if (header.toLowerCase().startsWith("content-length:")) {
            length = Integer.parseInt(header.substring(15).trim());
          }
        }
        for (int i = 0; i < length; i++) {
          in.read();
        }
        List<byte[]> answer = new ArrayList<>();
        answer.add(
            ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                    + body.length
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        answer.add(body);
        for (byte[] part : answer) {
          socket.getOutputStream().write(part);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
