package dev.chatcontract.contract.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatcontract.contract.Library;
import dev.chatcontract.contract.bundle.ContractBundle;
import dev.chatcontract.contract.model.Contract;
import dev.chatcontract.contract.model.ErrorDef;
import dev.chatcontract.contract.model.OperationDef;
import dev.chatcontract.contract.reader.ContractReader;
import dev.chatcontract.contract.schema.PropertyDef;
import dev.chatcontract.contract.schema.SchemaDef;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class SourcePlacesTest {
  private static final ContractDocument SOURCE = ContractDocument.load(Library.spec());

  @Test
  void everyValueOfABundleIsFoundAtItsPlaceInTheSource() {
    ContractDocument bundle =
        ContractDocument.parse(ContractBundle.of(SOURCE).json(), "openapi.json");
    ContractDocument moved = SourcePlaces.read(SourcePlaces.write(SOURCE)).applyTo(bundle);
    assertThat(SourcePlaces.write(moved)).isEqualTo(SourcePlaces.write(SOURCE));
    assertThat(moved.root().toJson()).isEqualTo(bundle.root().toJson());
  }

  @Test
  void aCodeAndAPropertyAreFoundOnTheLineThatHoldsThem() throws Exception {
    ContractDocument bundle =
        ContractDocument.parse(ContractBundle.of(SOURCE).json(), "openapi.json");
    Contract contract =
        ContractReader.of(SourcePlaces.read(SourcePlaces.write(SOURCE)).applyTo(bundle));
    for (OperationDef operation : contract.operations()) {
      for (ErrorDef error : operation.errors()) {
        assertThat(line(error.at())).contains("code: " + error.code());
      }
    }
    for (SchemaDef schema : contract.schemas().values()) {
      assertThat(schema.at().file()).endsWith(schema.name() + ".yaml");
      for (PropertyDef property : schema.properties()) {
        assertThat(line(property.at())).contains(property.name() + ":");
      }
    }
  }

  private static String line(Place at) throws Exception {
    return Files.readAllLines(Library.spec().resolveSibling(at.file())).get(at.line() - 1);
  }
}
