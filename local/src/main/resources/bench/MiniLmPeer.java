import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Embeds the lines of a file one by one and prints how long that took, the first ten left out. */
public class MiniLmPeer {
  public static void main(String[] arguments) throws Exception {
    List<String> lines = Files.readAllLines(Path.of(arguments[0]));
    AllMiniLmL6V2EmbeddingModel model = new AllMiniLmL6V2EmbeddingModel(Runnable::run);
    lines.subList(0, 10).forEach(model::embed);
    List<String> timed = lines.subList(10, lines.size());
    long started = System.nanoTime();
    timed.forEach(model::embed);
    System.out.println("seconds " + (System.nanoTime() - started) / 1e9);
  }
}
