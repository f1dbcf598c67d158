import dev.chatcontract.client.ChatClient;
import dev.chatcontract.client.model.GetGroupInfoRequest;
import dev.chatcontract.client.model.GetGroupInfoResponse;
import dev.chatcontract.client.model.GroupType;
import dev.chatcontract.client.model.ImportGroupRequest;
import dev.chatcontract.runtime.metrics.MicrometerObserver;
import dev.chatcontract.signer.ChatCredentials;
import dev.chatcontract.signer.SignedChatClients;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A web application that returns and accepts our models, and counts calls in its own metrics. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(Web.Groups.class)
public class Web {
  private static final String KEY =
      "simulator-only-key-0123456789abcdef0123456789abcdef0123456789abcd";

  @Bean
  ChatClient chat(@Value("${simulator}") String url, MeterRegistry registry) {
    return SignedChatClients.builder()
        .baseUrl(url)
        .credentials(ChatCredentials.of(1400000001L, "administrator", KEY.toCharArray()))
        .options(options -> options.observer(new MicrometerObserver(registry)))
        .build();
  }

  @RestController
  static class Groups {
    private final ChatClient chat;

    Groups(ChatClient chat) {
      this.chat = chat;
    }

    @PostMapping("/groups")
    GroupType make(@RequestBody ImportGroupRequest group) {
      chat.groups().importGroup(group);
      return group.type();
    }

    @GetMapping("/groups")
    GetGroupInfoResponse get(@RequestParam("id") String id) {
      return chat.groups().getGroupInfo(GetGroupInfoRequest.of(List.of(id)));
    }
  }

  public static void main(String[] args) throws Exception {
    try (ConfigurableApplicationContext context =
        SpringApplication.run(
            Web.class,
            "--simulator=" + args[0],
            "--server.port=0",
            "--server.address=127.0.0.1",
            "--spring.jackson.default-property-inclusion=non_empty",
            "--spring.main.banner-mode=off",
            "--logging.level.root=error",
            "--management.endpoints.web.exposure.include=metrics")) {
      String port = context.getEnvironment().getRequiredProperty("local.server.port");
      String id = "web-" + ProcessHandle.current().pid();
      String made = ask(port, "/groups", "{\"Type\":\"Public\",\"Name\":\"n\",\"GroupId\":\"" + id + "\"}");
      want(made, "\"Public\"");
      String group = ask(port, "/groups?id=" + id, null);
      want(group, "\"Type\":\"Public\"");
      want(group, "\"ErrorInfo\":\"\"");
      GetGroupInfoResponse.CODEC.fromString(group);
      want(ask(port, "/actuator/metrics/chat.calls", null), "\"value\":2.0");
    }
  }

  private static String ask(String port, String path, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (body != null) {
      request
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(body));
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).body();
  }

  private static void want(String seen, String part) {
    if (!seen.contains(part)) {
      throw new IllegalStateException("wanted " + part + " in " + seen);
    }
  }
}
