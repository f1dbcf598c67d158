package dev.chatcontract.spring;

import dev.chatcontract.conformance.simulator.Simulator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The properties of an application that calls a simulator. */
final class Settings {
  private Settings() {}

  static ApplicationContextRunner of(ApplicationContextRunner runner, Simulator simulator) {
    return runner.withPropertyValues(
        "chat.sdk-app-id=" + simulator.app().appId(),
        "chat.identifier=administrator",
        "chat.secret-key=" + simulator.app().secretKey(),
        "chat.base-url=" + simulator.baseUrl());
  }
}
