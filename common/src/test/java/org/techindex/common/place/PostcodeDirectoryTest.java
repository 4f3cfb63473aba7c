package org.techindex.common.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.techindex.common.grid.LatLon;
import org.techindex.common.run.OperatorException;

class PostcodeDirectoryTest {

  /** The columns of the ONS Postcode Directory that count, among others, with its marks. */
  private static final String ONS_DIRECTORY =
      """
      "pcd","pcd2","pcds","doterm","lat","long","oslaua"
      "EC1V2NX","EC1V 2NX","EC1V 2NX","",51.527304,-.088894,"E09000019"
      "M1  1AE","M1   1AE","M1 1AE","",53.48,-2.23,"E08000003"
      "M1  2BC","M1   2BC","M1 2BC","",53.50,-2.25,"E08000003"
      "JE1 0BD","JE1  0BD","JE1 0BD","",99.999999,0,"L99999999"
      """;

  private static final String DISTRICTS =
      """
      outcode,lat,lon,town
      EC1V,51.52693,-0.09636,London
      AB10,57.13531,-2.12025,Aberdeen
      """;

  @TempDir private Path folder;

  private PostcodeDirectory directory(String content) throws IOException {
    return PostcodeDirectory.load(Files.writeString(folder.resolve("postcodes.csv"), content));
  }

  @ParameterizedTest
  @CsvSource({
    "EC1V 2NX, EC1V, 2NX",
    "ec1v2nx, EC1V, 2NX",
    "  w12 7fr, W12, 7FR",
    "W127FR, W12, 7FR",
    "M11AE, M1, 1AE",
    "ph2-0lu, PH2, 0LU",
    "EX23, EX23, ''"
  })
  void readsAPostcodeHoweverItIsWritten(String written, String district, String unit) {
    assertThat(Postcode.parse(written)).hasValue(new Postcode(district, unit));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "London", "12345", "EC1V 2N", "ABC1 2DE", "E1 2345", "ＥC1V 2NX"})
  void whatIsNoPostcodeIsNotRead(String written) {
    assertThat(Postcode.parse(written)).isEmpty();
  }

  @Test
  void aPostcodeOfTheOnsDirectoryLiesAtItsOwnPoint() throws IOException {
    assertThat(directory(ONS_DIRECTORY).find("ec1v2nx"))
        .isEqualTo(
            new PostcodeMatch.Found(new Postcode("EC1V", "2NX"), new LatLon(51.527304, -0.088894)));
  }

  @Test
  void aPostcodeThatIsNotThereLiesInTheMiddleOfItsDistrict() throws IOException {
    // M1 has two postcodes, at 53.48, -2.23 and 53.50, -2.25.
    assertThat(directory(ONS_DIRECTORY).find("M1 9ZZ"))
        .isEqualTo(new PostcodeMatch.Found(new Postcode("M1", ""), new LatLon(53.49, -2.24)));
    assertThat(directory(DISTRICTS).find("AB10 1XG"))
        .isEqualTo(
            new PostcodeMatch.Found(new Postcode("AB10", ""), new LatLon(57.13531, -2.12025)));
    assertThat(directory(DISTRICTS).find("ab10"))
        .isEqualTo(
            new PostcodeMatch.Found(new Postcode("AB10", ""), new LatLon(57.13531, -2.12025)));
  }

  @Test
  void whatIsInNeitherIsUnknown() throws IOException {
    PostcodeDirectory directory = directory(ONS_DIRECTORY);

    assertThat(directory.size()).isEqualTo(3);
    assertThat(directory.find("JE1 0BD"))
        .isEqualTo(
            new PostcodeMatch.Unknown("postcode JE1 0BD is not in the directory: give a point"));
    assertThat(directory.find("Soho"))
        .isEqualTo(new PostcodeMatch.Unknown("'Soho' is no postcode such as EC1V 2NX"));
  }

  @Test
  void readsAFileWithByteOrderMarkAndOtherColumnOrder() throws IOException {
    assertThat(directory("\uFEFFLong,Lat,PCDS\n-2.25,53.5,M1 2BC\n").find("M12BC"))
        .isEqualTo(new PostcodeMatch.Found(new Postcode("M1", "2BC"), new LatLon(53.5, -2.25)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | has no row with a postcode and a point",
        "'name,town\nBude,Bude\n' | has no column pcds or pcd or",
        "'pcds,lat\nM1 1AE,53\n' | has no column long or lon or longitude",
        "'pcds,lat,long\nM1 1AE,north,west\nnone,53,-2\n' | has no row with a postcode and a point"
      })
  void aWrongFileIsAMistakeOfOneLine(String content, String mistake) {
    assertThatThrownBy(() -> directory(content))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("postcodes.csv " + mistake)
        .hasMessageEndingWith(": name an ONS Postcode Directory or a CSV with outcode, lat, lon")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aMissingOrBinaryFileIsAMistakeOfOneLine() throws IOException {
    assertThatThrownBy(() -> PostcodeDirectory.load(folder.resolve("absent.csv")))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("absent.csv is not there");
    Path binary =
        Files.write(folder.resolve("binary.csv"), new byte[] {'p', 'c', 'd', '\n', (byte) 0xFF});
    assertThatThrownBy(() -> PostcodeDirectory.load(binary))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("binary.csv cannot be read as UTF-8 CSV");
    assertThatThrownBy(() -> PostcodeDirectory.load(folder))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("cannot be read");
  }
}
