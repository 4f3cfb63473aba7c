package org.techindex.local.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.techindex.common.run.ExitCode;
import org.techindex.local.Techindex;
import picocli.CommandLine;

/** {@code classifier label} on texts as spreadsheets and programs write them. */
class LabelCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int label(byte[] input) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input));
    try {
      CommandLine commands = Techindex.commandLine();
      commands.setOut(new PrintWriter(out));
      commands.setErr(new PrintWriter(err));
      return commands.execute("classifier", "label");
    } finally {
      System.setIn(before);
    }
  }

  private int label(String input) {
    return label(input.getBytes(StandardCharsets.UTF_8));
  }

  /** The rows of one text, without their id. */
  private List<String> rowsOf(String id) {
    return out.toString()
        .lines()
        .filter(line -> line.startsWith(id + ","))
        .map(line -> line.substring(id.length() + 1))
        .toList();
  }

  @Test
  void fiveRowsForEachTextWhateverTheOrderOfColumnsTheQuotesAndTheMarkBeforeThem() {
    assertThat(
            label(
                "\uFEFFtitle,id,source,description\r\n"
                    + "Tidal turbines,\"a,1\",x,\"Power, \"\"clean\"\" power\nfrom the sea\"\r\n"))
        .isEqualTo(ExitCode.DONE.number());

    assertThat(out.toString().lines().findFirst()).contains("id,sector,probability");
    assertThat(rowsOf("\"a,1\""))
        .hasSize(5)
        .allMatch(row -> row.matches("[A-Za-z ]+,[01]\\.[0-9]{6}"))
        .anyMatch(row -> row.startsWith("Clean Growth,") && probability(row) > 0.9);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void anEmptyTextAndOneOfSignsBelongToNone() {
    assertThat(label("id,title,description\n1,,\n2,---,\u2014\u2026\n"))
        .isEqualTo(ExitCode.DONE.number());

    assertThat(rowsOf("1")).hasSize(5).allMatch(row -> probability(row) == 0);
    assertThat(rowsOf("2")).isEqualTo(rowsOf("1"));
  }

  @Test
  void bytesThatAreNotUtf8CostTheirCharactersNotTheText() {
    byte[] rubbish =
        "id,title,description\n7,Dementia care \u00e9,at home\n"
            .getBytes(StandardCharsets.ISO_8859_1);

    assertThat(label(rubbish)).isEqualTo(ExitCode.DONE.number());

    assertThat(rowsOf("7"))
        .hasSize(5)
        .anyMatch(row -> row.startsWith("Ageing Society,") && probability(row) > 0.5);
  }

  @Test
  void noTextsAreNoRows() {
    assertThat(label("id,title,description\n")).isEqualTo(ExitCode.DONE.number());
    assertThat(out.toString()).isEqualTo("id,sector,probability\n");
  }

  /** As a data frame is written with the number of each row, which has no name. */
  @Test
  void columnsWithoutANameArePassedOver() {
    assertThat(label(",id,title,description,\n0,8,Tidal turbines,Power from the sea,\n"))
        .isEqualTo(ExitCode.DONE.number());

    assertThat(rowsOf("8")).hasSize(5);
    assertThat(rowsOf("0")).isEmpty();
  }

  @Test
  void aColumnThatIsThereTwiceIsOneLine() {
    assertThat(label("id,title,id,description\n1,a,2,b\n")).isEqualTo(ExitCode.WRONG_USE.number());
    assertThat(err.toString().lines())
        .containsExactly("techindex: standard input has the column \"id\" more than once");
  }

  @Test
  void anotherEncodingIsOneLine() {
    assertThat(label("id,title,description\n1,a,b\n".getBytes(StandardCharsets.UTF_16)))
        .isEqualTo(ExitCode.WRONG_USE.number());
    assertThat(err.toString())
        .startsWith("techindex: standard input has no column \"id\"")
        .hasLineCount(1);
  }

  @Test
  void whatCannotBeReadIsOneLineThatSaysWhere() {
    assertThat(label("id,title\n1,x\n")).isEqualTo(ExitCode.WRONG_USE.number());
    assertThat(err.toString().lines()).singleElement().asString().contains("\"description\"");
  }

  @Test
  void aRowThatEndsTooEarlyIsOneLineThatSaysWhich() {
    assertThat(label("id,title,description\n1,a,b\n2,c\n"))
        .isEqualTo(ExitCode.SOME_INPUT_REFUSED.number());
    assertThat(err.toString().lines()).singleElement().asString().contains("row 2");
  }

  @Test
  void aQuoteThatIsNotClosedIsOneLine() {
    assertThat(label("id,title,description\n1,\"a,b\n")).isEqualTo(ExitCode.WRONG_USE.number());
    assertThat(err.toString().lines()).hasSize(1);
  }

  private static double probability(String row) {
    return Double.parseDouble(row.substring(row.indexOf(',') + 1));
  }
}
