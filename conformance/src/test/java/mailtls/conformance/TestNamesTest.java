package mailtls.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The build runs a test only if its file's name says it is one; any other would be left out without a word. */
class TestNamesTest {

    private static final Pattern TEST = Pattern.compile(
            "(?m)^\\s*@(Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|Property|Example)\\b");

    /** Those run where they are inherited. */
    private static final Pattern INHERITED = Pattern.compile("(?m)^public abstract class ");

    @Test
    void everyTestIsInAFileThatTheBuildRuns() {
        List<String> leftOut = SourceTree.javaSources().stream()
                .filter(source -> TEST.matcher(SourceTree.text(source)).find())
                .filter(source -> !INHERITED.matcher(SourceTree.text(source)).find())
                .map(Path::getFileName)
                .map(Path::toString)
                .filter(name -> !name.endsWith("Test.java") && !name.endsWith("Properties.java"))
                .toList();

        assertEquals(List.of(), leftOut);
    }
}
