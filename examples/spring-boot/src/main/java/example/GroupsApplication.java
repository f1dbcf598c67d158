package example;

import dev.chatcontract.client.GroupsClient;
import dev.chatcontract.client.model.GetGroupInfoRequest;
import dev.chatcontract.client.model.GroupInfo;
import dev.chatcontract.runtime.ApiException;
import dev.chatcontract.runtime.ErrorEntry;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows groups to other services; the client is configured by the properties. */
@SpringBootApplication
public class GroupsApplication {
  public static void main(String[] args) {
    SpringApplication.run(GroupsApplication.class, args);
  }

  @RestController
  static class Groups {
    private final GroupsClient groups;

    Groups(GroupsClient groups) {
      this.groups = groups;
    }

    @GetMapping("/groups/{id}")
    GroupInfo group(@PathVariable String id) {
      return groups.getGroupInfo(GetGroupInfoRequest.of(List.of(id))).groupInfo().get(0);
    }

    @ExceptionHandler
    ProblemDetail failed(ApiException e) {
      String action = e.entry().map(ErrorEntry::action).orElse("see ErrorInfo");
      return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_GATEWAY, e.code() + ": " + action);
    }
  }
}
