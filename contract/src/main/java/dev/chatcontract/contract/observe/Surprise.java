package dev.chatcontract.contract.observe;

import dev.chatcontract.contract.page.Fact;
import org.jspecify.annotations.Nullable;

/**
 * Something that was seen and that the contract does not say, or that it says and nothing had.
 *
 * @param operation its name; empty of a path that the contract does not have
 * @param subject operation, status, request-member, response-member, type, required, limit,
 *     known-value or code
 * @param name what it is about within the subject
 * @param kind unknown, different, above-limit, missing or never-seen
 * @param count how often
 * @param example one value, without secrets; empty if there is none to show
 * @param file the capture it was first seen in; empty if never
 * @param number the exchange in that file
 * @param contract what the contract says, or null
 */
public record Surprise(
    String operation,
    String subject,
    String name,
    String kind,
    int count,
    String example,
    String file,
    int number,
    @Nullable Fact contract) {

  Surprise again() {
    return new Surprise(operation, subject, name, kind, count + 1, example, file, number, contract);
  }
}
