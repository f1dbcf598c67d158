package dev.chatcontract.conformance.server.dialogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.chatcontract.conformance.corpus.model.CaseJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * What came back.
 *
 * @param failure why nothing came; empty when something did
 * @param contentType empty when the header is absent
 * @param text the body as a person may read it
 * @param json the body; missing when it is not strict JSON
 * @param unreadable why it is not; empty when it is
 * @param sample whether our simulator says that it has done nothing and shows a sample
 */
public record Reply(
    String failure,
    int status,
    String contentType,
    String text,
    JsonNode json,
    String unreadable,
    boolean sample) {

  static Reply none(String why) {
    return new Reply(why, 0, "", "", MissingNode.getInstance(), "", false);
  }

  static Reply of(int status, String contentType, boolean sample, byte[] body) {
    JsonNode json = MissingNode.getInstance();
    String unreadable = "";
    try {
      json =
          CaseJson.tree(
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException e) {
      unreadable = "the body is not UTF-8";
    } catch (JsonProcessingException e) {
      unreadable = "the body is not strict JSON: " + e.getOriginalMessage();
    }
    String text = new String(body, StandardCharsets.UTF_8);
    return new Reply("", status, contentType, text, json, unreadable, sample);
  }
}
