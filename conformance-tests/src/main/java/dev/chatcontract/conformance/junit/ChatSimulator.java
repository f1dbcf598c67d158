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
 * before each test it is reset. A nested class shares it, unless it is annotated itself and so has
 * one of its own. Code that gets no parameter asks {@link SimulatorExtension#simulatorOf}.
 *
 * <p>For settings beyond these, register {@link SimulatorExtension#of} in a static field instead.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SimulatorExtension.class)
public @interface ChatSimulator {
  /** Enforces the contract's rate limits. */
  boolean rateLimits() default false;

  /** Starts without the groups and accounts of the documented samples. */
  boolean emptyWorld() default false;

  /** Answers documented requests with the documented answers. */
  boolean documentedAnswers() default false;
}
