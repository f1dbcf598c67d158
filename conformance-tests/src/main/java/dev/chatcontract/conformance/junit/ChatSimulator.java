package dev.chatcontract.conformance.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts one simulator for a test class and passes it to every parameter of type {@code Simulator};
 * it is reset before each test. A nested class shares the simulator of its outer class, unless it
 * is annotated itself. Code without such a parameter calls {@link SimulatorExtension#simulatorOf}.
 *
 * <p>For other settings, register {@link SimulatorExtension#of} in a static field instead.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SimulatorExtension.class)
public @interface ChatSimulator {
  /** Whether to enforce the contract's rate limits. */
  boolean rateLimits() default false;

  /** Whether to start without the groups and accounts of the documented samples. */
  boolean emptyWorld() default false;

  /** Whether to answer documented requests with the documented answers. */
  boolean documentedAnswers() default false;
}
