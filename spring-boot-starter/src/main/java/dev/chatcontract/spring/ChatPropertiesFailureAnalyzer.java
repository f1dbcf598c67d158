package dev.chatcontract.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports what is wrong with the properties instead of which bean Spring could not create. */
final class ChatPropertiesFailureAnalyzer extends AbstractFailureAnalyzer<ChatPropertiesException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, ChatPropertiesException cause) {
    String list = String.join("\n    - ", cause.problems());
    return new FailureAnalysis(
        "Cannot create a chat client from the properties:\n\n    - " + list,
        "Set the properties above, for instance in application.properties, or define a ChatClient"
            + " bean of your own. Without the client: chat.enabled=false.",
        cause);
  }
}
