package dev.chatcontract.peers;

import com.google.gson.JsonParseException;
import com.tencentcloudapi.im.ApiClient;
import com.tencentcloudapi.im.ApiException;
import com.tencentcloudapi.im.JSON;
import com.tencentcloudapi.im.api.GroupApi;
import dev.chatcontract.conformance.corpus.model.CallOutcome;
import dev.chatcontract.conformance.corpus.model.CallOutcome.Kind;
import dev.chatcontract.conformance.corpus.model.CaseJson;
import dev.chatcontract.conformance.corpus.model.Feature;
import dev.chatcontract.conformance.runner.client.ClientCommand;
import dev.chatcontract.conformance.runner.client.ClientOutcome;
import dev.chatcontract.conformance.runner.client.ConformanceClient;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** The vendor's Java SDK 1.0.8, used as a careful caller would. */
final class OfficialSdkClient implements ConformanceClient {
  private final ConnectionPool connections = new ConnectionPool();

  @Override
  public String name() {
    return "official SDK 1.0.8";
  }

  @Override
  public Set<Feature> features() {
    return Set.of(Feature.CALL);
  }

  @Override
  public ClientOutcome call(ClientCommand command) {
    Optional<Method> method = method(camel(command.operation()));
    if (method.isEmpty()) {
      return ClientOutcome.of(Kind.NOT_SUPPORTED, "the SDK has no such operation");
    }
    try {
      ApiClient client =
          new ApiClient(new OkHttpClient.Builder().connectionPool(connections).build())
              .setBasePath(command.baseUrl());
      client.setSdkappid(Math.toIntExact(command.credentials().sdkappid()));
      client.setIdentifier(command.credentials().identifier());
      client.setKey(command.credentials().secretKey());
      Object request =
          JSON.deserialize(command.arguments().toString(), method.get().getParameterTypes()[1]);
      Object answer =
          method
              .get()
              .invoke(
                  new GroupApi(client),
                  ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE),
                  request);
      return SdkOutcome.answered(CaseJson.tree(JSON.serialize(answer)));
    } catch (InvocationTargetException e) {
      return failure(e.getCause());
    } catch (IOException | ReflectiveOperationException | RuntimeException e) {
      return failure(e);
    }
  }

  @Override
  public void close() {
    connections.evictAll();
  }

  private static ClientOutcome failure(@Nullable Throwable thrown) {
    if (thrown instanceof ApiException e && e.getCause() instanceof IOException) {
      return ClientOutcome.of(Kind.TRANSPORT_ERROR, String.valueOf(e.getCause()));
    }
    if (thrown instanceof ApiException e && e.getCode() != 0 && e.getCode() != 200) {
      return ClientOutcome.of(new CallOutcome.HttpError(e.getCode()), null);
    }
    if (thrown instanceof ApiException || thrown instanceof JsonParseException) {
      return ClientOutcome.of(Kind.DECODE_ERROR, String.valueOf(thrown));
    }
    return ClientOutcome.of(Kind.DECODE_ERROR, String.valueOf(thrown));
  }

  private static Optional<Method> method(String name) {
    return Arrays.stream(GroupApi.class.getMethods())
        .filter(m -> m.getName().equals(name) && m.getParameterCount() == 2)
        .findFirst();
  }

  private static String camel(String snake) {
    StringBuilder camel = new StringBuilder();
    for (String word : snake.split("_", -1)) {
      camel.append(
          camel.length() == 0
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return camel.toString();
  }
}
