package dev.chatcontract.conformance.runner;

import dev.chatcontract.conformance.arguments.UsageException;
import dev.chatcontract.conformance.corpus.model.Credentials;
import dev.chatcontract.contract.model.AuthParameterDef;
import dev.chatcontract.contract.model.AuthRole;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.signer.SigningKey;
import dev.chatcontract.signer.UserSigVerifier;
import dev.chatcontract.signer.Verification;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rules of a contract that the judge of requests needs. */
final class ContractWire {
  private static final long UNSIGNED_32_BIT = 4_294_967_295L;

  private ContractWire() {}

  /** Returns a judge of requests to this contract's operations. */
  static WireJudge judge(Contract contract) {
    return new WireJudge(rules(contract), ContractWire::problem, new FieldPlaces(contract));
  }

  static WireRules rules(Contract contract) {
    Map<AuthRole, String> names = new LinkedHashMap<>();
    Map<String, String> constants = new LinkedHashMap<>();
    long maximum = UNSIGNED_32_BIT;
    for (AuthParameterDef parameter : contract.auth()) {
      names.put(parameter.role(), parameter.name());
      if (parameter.constant() != null) {
        constants.put(parameter.name(), parameter.constant());
      }
      BigDecimal most = parameter.value().limits().maximum();
      if (parameter.role() == AuthRole.NONCE && most != null) {
        maximum = most.longValueExact();
      }
    }
    Map<String, WireRules.Target> targets = new LinkedHashMap<>();
    for (OperationDef operation : contract.operations()) {
      targets.put(operation.name(), new WireRules.Target(operation.method(), operation.path()));
    }
    return new WireRules(
        name(names, AuthRole.APP_ID),
        name(names, AuthRole.IDENTIFIER),
        name(names, AuthRole.SIGNATURE),
        name(names, AuthRole.NONCE),
        maximum,
        constants,
        targets);
  }

  private static String name(Map<AuthRole, String> names, AuthRole role) {
    String name = names.get(role);
    if (name == null) {
      throw new UsageException(
          "no client can be judged: requests must be signed, but the contract has no query"
              + " parameter with x-auth-role: "
              + role.wire()
              + "; add it under securitySchemes or parameters, or test a server with --target");
    }
    return name;
  }

  private static String problem(String signature, Credentials credentials) {
    byte[] secret = credentials.secretKey().getBytes(StandardCharsets.UTF_8);
    try (SigningKey key = SigningKey.of(secret)) {
      Verification result =
          UserSigVerifier.of(credentials.sdkappid(), key)
              .verify(signature, credentials.identifier());
      return result instanceof Verification.Ok ? "" : result.getClass().getSimpleName();
    }
  }
}
