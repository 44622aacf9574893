package mailtls.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The checks that every protocol's table has to pass. */
public final class TableChecks {

    private static final boolean[] CHANNELS = {false, true};

    private TableChecks() {}

    /**
     * Each state, command and channel leads to one row or to one refusal, and a refusal for the channel's sake is true: the
     * command could be taken over the other one, in this state or in one that can be reached.
     *
     * @param commands the sealed set of the protocol's commands
     */
    public static <S extends Enum<S> & State, P> void assertTotal(
            Transitions<S, P> table, Class<S> states, Class<? extends Command> commands) {
        for (S state : states.getEnumConstants()) {
            for (Class<? extends Command> command : membersOf(commands)) {
                for (boolean tls : CHANNELS) {
                    assertRowOrRefusal(table, state, command, tls);
                }
            }
        }
    }

    /** Each command that a row takes is one the grammar knows. */
    public static void assertKnown(Transitions<?, ?> table, Class<? extends Command> commands) {
        List<Class<? extends Command>> members = membersOf(commands);
        for (Transitions.Row<?, ?> row : table.rows()) {
            assertTrue(members.contains(row.command()), () -> row + " takes what nobody can say");
        }
    }

    /** Each row wins somewhere. Not for a table made by {@link Transitions#with}: there, being shadowed is the purpose. */
    public static <S extends Enum<S> & State, P> void assertNoRowIsShadowed(Transitions<S, P> table) {
        for (Transitions.Row<S, P> row : table.rows()) {
            assertTrue(wins(table, row), () -> row.toMarkdown(row.in()) + " is never reached");
        }
    }

    /**
     * The documentation says what the code says. With {@code -Ddocs.update} the page is written instead.
     *
     * @param page where it stands
     * @param text all of it
     */
    public static void assertPrinted(Path page, String text) {
        try {
            if (Boolean.getBoolean("docs.update")) {
                Files.createDirectories(page.toAbsolutePath().getParent());
                Files.writeString(page, text);
            }
            assertTrue(Files.exists(page), () -> page + " is missing; mvn verify -Ddocs.update writes it");
            assertEquals(
                    text, Files.readString(page), () -> page + " is out of date; mvn verify -Ddocs.update rewrites it");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns the records of a sealed set, also those of the sealed sets inside it. */
    public static List<Class<? extends Command>> membersOf(Class<? extends Command> commands) {
        if (!commands.isSealed()) {
            return List.of(commands);
        }
        var members = new ArrayList<Class<? extends Command>>();
        Arrays.stream(commands.getPermittedSubclasses())
                .map(member -> member.<Command>asSubclass(Command.class))
                .forEach(member -> members.addAll(membersOf(member)));
        return members;
    }

    private static <S extends Enum<S> & State, P> void assertRowOrRefusal(
            Transitions<S, P> table, S state, Class<? extends Command> command, boolean tls) {
        String where = command.getSimpleName() + " in " + state + (tls ? " over TLS" : " in clear");
        boolean found = table.find(state, command, tls).isPresent();
        Optional<Refusal> refusal = table.refusal(state, command, tls);
        assertEquals(found, refusal.isEmpty(), where);
        List<Transitions.Row<S, P>> rows =
                table.rows().stream().filter(row -> row.command() == command).toList();
        refusal.ifPresent(why -> assertTrue(isTrue(why, rows, state, tls), () -> where + ": " + why));
    }

    private static <S extends Enum<S> & State> boolean isTrue(
            Refusal why, List<? extends Transitions.Row<S, ?>> rows, S state, boolean tls) {
        boolean otherChannelTakesIt = rows.stream().anyMatch(row -> row.over().holds(!tls));
        return switch (why) {
            case UNKNOWN_COMMAND -> rows.isEmpty();
            case WRONG_STATE ->
                rows.stream()
                        .noneMatch(row -> row.in().contains(state) && row.over().holds(!tls));
            case NEEDS_TLS -> !tls && otherChannelTakesIt;
            case NEEDS_CLEARTEXT -> tls && otherChannelTakesIt;
        };
    }

    private static <S extends Enum<S> & State, P> boolean wins(Transitions<S, P> table, Transitions.Row<S, P> row) {
        for (S state : row.in()) {
            for (boolean tls : CHANNELS) {
                if (table.find(state, row.command(), tls)
                        .filter(found -> found == row)
                        .isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }
}
