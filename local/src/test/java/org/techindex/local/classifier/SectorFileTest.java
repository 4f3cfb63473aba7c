package org.techindex.local.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.techindex.common.run.OperatorException;

class SectorFileTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "name: [ ~ is not YAML",
        "just words ~ must hold keys and values: name, words, examples",
        "words: [satellite] ~ name is missing",
        "'name: \"!?\"\nwords: [satellite]' ~ name must be a text with letters",
        "'name: AI and Data\nwords: [ai]' ~ is that of a sector of the index",
        "'name: Space\nword: [satellite]' ~ unknown key word: did you mean words?",
        "'name: Space' ~ needs words or examples",
        "'name: Space\nwords: satellite' ~ words must be a list",
        "'name: Space\nexamples: [\"\"]' ~ 'examples, number 1, has no letter or digit'",
        "'name: Space\nexamples:\n- a: b' ~ 'examples, number 1, is not a text: put it in quotes'",
        "'name: Space\nwords: [Rocket, rockets]' ~ words has \"rockets\" twice",
        "'name: Space\nwords: [rocket]\ncounterWords: [Rockets]' ~ is in words and in counterWords",
        "'name: Space\nname: Time' ~ is not YAML"
      })
  void aMistakeIsALineThatNamesIt(String text, String mistake) {
    assertThatThrownBy(() -> SectorFile.parse(text.replace("\\n", "\n"), "my.yaml"))
        .isInstanceOf(OperatorException.class)
        .hasMessageStartingWith("sector file my.yaml")
        .hasMessageContaining(mistake)
        .hasMessageMatching("[^\n]*");
  }

  @Test
  void severalMistakesAreALineEach() {
    assertThatThrownBy(() -> SectorFile.parse("nam: x\nwords: [' ']", "my.yaml"))
        .hasMessage(
            """
            sector file my.yaml: unknown key nam: did you mean name? (there are name, words, \
            examples, counterWords, counterExamples)
            sector file my.yaml: name is missing
            sector file my.yaml: words, number 1, has no letter or digit\
            """);
  }

  @Test
  void aFileThatIsMissingOrNotUtf8SaysSo(@TempDir Path directory) throws Exception {
    assertThatThrownBy(() -> SectorFile.read(directory.resolve("none.yaml")))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("is it there?");
    Path latin = directory.resolve("latin.yaml");
    Files.write(latin, new byte[] {'n', 'a', 'm', 'e', ':', ' ', (byte) 0xe9});
    assertThatThrownBy(() -> SectorFile.read(latin)).hasMessageContaining("is not UTF-8");
  }

  @Test
  void theExamplesInTheDocumentationAreWithoutMistakes() {
    assertThat(SectorFile.read(Path.of("../docs/examples/space.yaml")).name().id())
        .isEqualTo("space");
    assertThat(SectorFile.read(Path.of("../docs/examples/quantum-technologies.yaml")).name().id())
        .isEqualTo("quantum-technologies");
  }
}
