package dev.chatcontract.peers;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chatcontract.conformance.corpus.model.CallOutcome.Kind;
import dev.chatcontract.conformance.corpus.model.Feature;
import dev.chatcontract.conformance.runner.client.ClientCommand;
import dev.chatcontract.conformance.runner.client.ClientOutcome;
import dev.chatcontract.conformance.runner.client.ConformanceClient;
import io.github.doocs.im.ImClient;
import io.github.doocs.im.core.Group;
import io.github.doocs.im.core.RecentContact;
import io.github.doocs.im.model.request.GetAppIdGroupListRequest;
import io.github.doocs.im.model.request.GetContactGroupRequest;
import io.github.doocs.im.model.request.GetGroupAttrRequest;
import io.github.doocs.im.model.request.GetGroupInfoRequest;
import io.github.doocs.im.model.request.ImportGroupRequest;
import io.github.doocs.im.model.response.GetAppIdGroupListResult;
import io.github.doocs.im.model.response.GetContactGroupResult;
import io.github.doocs.im.model.response.GetGroupAttrResult;
import io.github.doocs.im.model.response.GetGroupInfoResult;
import io.github.doocs.im.model.response.ImportGroupResult;
import io.github.doocs.im.util.HttpUtil;
import io.github.doocs.im.util.JsonUtil;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * The community SDK 0.3.43, used as a careful caller would. It always speaks https, so each call is
 * made of the two public steps that its own methods take, with scheme and host exchanged in
 * between. Members that it writes as null because the answer had none are left out.
 */
final class CommunitySdkClient implements ConformanceClient {
  private static final ObjectMapper AS_ANSWERED =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build();

  private static final Map<String, Call> CALLS =
      Map.of(
          "get_appid_group_list",
          new Call(
              Group.SERVICE_NAME, GetAppIdGroupListRequest.class, GetAppIdGroupListResult.class),
          "get_group_info",
          new Call(Group.SERVICE_NAME, GetGroupInfoRequest.class, GetGroupInfoResult.class),
          "import_group",
          new Call(Group.SERVICE_NAME, ImportGroupRequest.class, ImportGroupResult.class),
          "get_group_attr",
          new Call(Group.SERVICE_NAME_ATTR, GetGroupAttrRequest.class, GetGroupAttrResult.class),
          "get_contact_group",
          new Call(
              RecentContact.SERVICE_NAME,
              GetContactGroupRequest.class,
              GetContactGroupResult.class));

  private record Call(String service, Class<?> request, Class<?> result) {}

  @Override
  public String name() {
    return "community SDK 0.3.43";
  }

  @Override
  public Set<Feature> features() {
    return Set.of(Feature.CALL);
  }

  @Override
  public ClientOutcome call(ClientCommand command) {
    Call call = CALLS.get(command.operation());
    if (call == null) {
      return ClientOutcome.of(Kind.NOT_SUPPORTED, "the SDK has no such operation");
    }
    try {
      ImClient client =
          new ImClient(
              command.credentials().sdkappid(),
              command.credentials().identifier(),
              command.credentials().secretKey());
      String url = client.getUrl(call.service(), command.operation());
      Object answer =
          HttpUtil.post(
              command.baseUrl() + url.substring(url.indexOf('/', "https://".length())),
              JsonUtil.str2Obj(command.arguments().toString(), call.request()),
              call.result(),
              client.getConfig());
      return SdkOutcome.answered(AS_ANSWERED.valueToTree(answer));
    } catch (JsonProcessingException e) {
      return ClientOutcome.of(Kind.DECODE_ERROR, String.valueOf(e));
    } catch (IOException e) {
      return ClientOutcome.of(Kind.TRANSPORT_ERROR, String.valueOf(e));
    } catch (RuntimeException e) {
      return ClientOutcome.of(Kind.DECODE_ERROR, String.valueOf(e));
    }
  }

  @Override
  public void close() {}
}
