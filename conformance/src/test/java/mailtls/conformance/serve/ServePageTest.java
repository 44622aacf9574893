package mailtls.conformance.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mailtls.event.Event;
import mailtls.tls.TestTls;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Keeps {@code docs/serve.md} true. */
class ServePageTest {

    private static final Path PAGE = Path.of("..", "docs", "serve.md");
    private static final Pattern EVENT = Pattern.compile("(?m)^\\| `([a-z ]+)` \\| ([a-z `,]*)\\|");
    private static final Pattern OPTION = Pattern.compile("`(--[a-z0-9-]+)`");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern STATUS = Pattern.compile("(?m)^\\| (\\d+) \\|");

    @Test
    void everyEventIsToldOfWithItsFields() throws Exception {
        Map<String, List<String>> events = new TreeMap<>();
        for (Class<?> type : Event.class.getPermittedSubclasses()) {
            Event event = someEvent(type);
            events.put(event.name(), List.copyOf(event.fields().keySet()));
        }

        Map<String, List<String>> told = matches(EVENT, section("Events"))
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> firstGroups(CODE, row.group(2)), (a, b) -> a, TreeMap::new));

        assertEquals(events, told);
    }

    @Test
    void everyOptionIsToldOf() throws Exception {
        var options = new CommandLine(new Serve(new PrintWriter(new StringWriter())))
                .getCommandSpec().options().stream()
                        .map(CommandLine.Model.OptionSpec::longestName)
                        .collect(Collectors.toCollection(TreeSet::new));

        var told = new TreeSet<>(firstGroups(OPTION, section("Options").replaceAll("(?s)\n### .*", "")));

        assertEquals(options, told);
    }

    @Test
    void everyExitStatusIsToldOf() throws Exception {
        assertEquals(List.of("0", "64", "66", "69", "70"), firstGroups(STATUS, section("How it ends")));
    }

    @Test
    void everyPortIsToldOf() throws Exception {
        List<String> ports = Stream.of(Service.values())
                .map(service -> String.valueOf(1000 + service.port()))
                .toList();

        assertEquals(ports, firstGroups(STATUS, Files.readString(PAGE).replaceAll("(?s)\n## .*", "")));
    }

    private static Event someEvent(Class<?> type) throws ReflectiveOperationException {
        Class<?>[] types = Stream.of(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        return (Event) constructor.newInstance(
                Stream.of(types).map(ServePageTest::someValue).toArray());
    }

    private static Object someValue(Class<?> type) {
        if (type == String.class) {
            return "x";
        }
        if (type == int.class) {
            return 1;
        }
        if (type == long.class) {
            return 1L;
        }
        return type.isEnum() ? type.getEnumConstants()[0] : TestTls.facts();
    }

    private static String section(String heading) throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf("\n## " + heading + "\n");
        int end = page.indexOf("\n## ", begin + 1);
        return page.substring(begin, end < 0 ? page.length() : end);
    }

    private static List<String> firstGroups(Pattern pattern, String text) {
        return matches(pattern, text).map(match -> match.group(1)).toList();
    }

    private static Stream<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }
}
