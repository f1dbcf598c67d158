package dev.chatcontract.runtime.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.stream.Stream;
import okhttp3.EventListener;
import org.junit.jupiter.api.Test;

class GuardedEventsTest {
  @Test
  void everyEventOfOkHttpIsGuarded() {
    assertThat(
            Stream.of(EventListener.class.getDeclaredMethods())
                .filter(m -> Modifier.isPublic(m.getModifiers()))
                .filter(m -> !Modifier.isFinal(m.getModifiers()))
                .filter(m -> !Modifier.isStatic(m.getModifiers())))
        .isNotEmpty()
        .allSatisfy(
            m -> {
              Method guarded =
                  GuardedEvents.class.getDeclaredMethod(m.getName(), m.getParameterTypes());
              assertThat(guarded.getDeclaringClass()).isEqualTo(GuardedEvents.class);
            });
  }
}
