package mailtls.machine;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A protocol's transitions: which command is taken in which state, over which channel, who answers it, and where it leads. It is
 * the switch of the server, it is what a reader lays beside the RFC, and the tables in {@code docs/tables} are printed from it.
 *
 * <p>The first row that fits wins. Without one the command is refused and nothing changes; the {@link Refusal} tells which
 * column failed.
 *
 * @param <S> the states
 * @param <P> the session whose methods answer
 */
public final class Transitions<S extends Enum<S> & State, P> {

    /**
     * One line of the table.
     *
     * @param in the states it holds in
     * @param command the command it takes
     * @param over the channel it holds over
     * @param answer what answers the command
     * @param then the state after an accepting reply; nothing to stay
     * @param otherwise the state after any other reply; nothing to stay
     * @param source where the rule is written: “RFC 3207 4”
     */
    public record Row<S extends Enum<S> & State, P>(
            Set<S> in,
            Class<? extends Command> command,
            Over over,
            BiFunction<P, Command, Step> answer,
            Optional<S> then,
            Optional<S> otherwise,
            String source) {

        public Row {
            in = EnumSet.copyOf(in); // in the states' own order, so that the table prints the same each time
        }

        /** Returns this row, leading to a state also when the reply does not accept. */
        public Row<S, P> otherwise(S state) {
            return new Row<>(in, command, over, answer, then, Optional.of(state), source);
        }

        Row<S, P> over(Over channel) {
            return new Row<>(in, command, channel, answer, then, otherwise, source);
        }

        /** Returns the state after a reply was given in a state. */
        S after(S now, boolean accepted) {
            return (accepted ? then : otherwise).orElse(now);
        }

        /** Returns whether this row fits wherever another one does. */
        boolean covers(Row<S, P> other) {
            return command == other.command && in.containsAll(other.in) && (over == Over.EITHER || over == other.over);
        }

        boolean fits(S state, Class<? extends Command> asked, boolean tls) {
            return command == asked && in.contains(state) && over.holds(tls);
        }

        String toMarkdown(Set<S> all) {
            return "| %s | %s | %s | %s | %s |"
                    .formatted(
                            in.equals(all) ? "any" : names(in),
                            command.getSimpleName(),
                            over == Over.EITHER ? "either" : over == Over.TLS ? "**TLS**" : "cleartext",
                            then.map(Enum::name).orElse("=")
                                    + otherwise
                                            .map(state -> then.equals(Optional.of(state))
                                                    ? " in any case"
                                                    : ", else " + state.name())
                                            .orElse(""),
                            source);
        }

        private static String names(Set<? extends Enum<?>> states) {
            return states.stream().map(Enum::name).collect(Collectors.joining(", "));
        }
    }

    private final List<Row<S, P>> rows;
    private final Map<Class<? extends Command>, List<Optional<Row<S, P>>>> index = new HashMap<>();

    private Transitions(List<Row<S, P>> rows) {
        this.rows = List.copyOf(rows);
        for (Row<S, P> row : rows) {
            index.computeIfAbsent(row.command(), command -> indexOf(command, statesOf(row)));
        }
    }

    /** Returns a table of rows. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <S extends Enum<S> & State, P> Transitions<S, P> of(Row<S, P>... rows) {
        return new Transitions<>(List.of(rows));
    }

    /** Returns a row that holds in one state. */
    public static <S extends Enum<S> & State, P, C extends Command> Row<S, P> row(
            S in, Class<C> command, Over over, BiFunction<P, C, ? extends Step> answer, S then, String source) {
        return row(EnumSet.of(in), command, over, answer, then, source);
    }

    /** Returns a row that holds in several states. */
    public static <S extends Enum<S> & State, P, C extends Command> Row<S, P> row(
            Set<S> in, Class<C> command, Over over, BiFunction<P, C, ? extends Step> answer, S then, String source) {
        return new Row<>(in, command, over, typed(command, answer), Optional.of(then), Optional.empty(), source);
    }

    /** Returns a row that holds in one state and stays there. */
    public static <S extends Enum<S> & State, P, C extends Command> Row<S, P> stay(
            S in, Class<C> command, Over over, BiFunction<P, C, ? extends Step> answer, String source) {
        return stay(EnumSet.of(in), command, over, answer, source);
    }

    /** Returns a row that holds in several states and stays in each. */
    public static <S extends Enum<S> & State, P, C extends Command> Row<S, P> stay(
            Set<S> in, Class<C> command, Over over, BiFunction<P, C, ? extends Step> answer, String source) {
        return new Row<>(in, command, over, typed(command, answer), Optional.empty(), Optional.empty(), source);
    }

    /** Returns this table with a row before all others: it wins where it fits, and rows that can't win any more are gone. */
    public Transitions<S, P> with(Row<S, P> row) {
        var more = new ArrayList<Row<S, P>>();
        more.add(row);
        rows.stream().filter(other -> !row.covers(other)).forEach(more::add);
        return new Transitions<>(more);
    }

    /** Returns this table without the rows of a command: it is not known any more. */
    public Transitions<S, P> without(Class<? extends Command> command) {
        return new Transitions<>(
                rows.stream().filter(row -> row.command() != command).toList());
    }

    /** Returns this table with all rows of some commands over another channel. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final Transitions<S, P> over(Over channel, Class<? extends Command>... commands) {
        Predicate<Row<S, P>> meant = row -> Set.of(commands).contains(row.command());
        return new Transitions<>(rows.stream()
                .map(row -> meant.test(row) ? row.over(channel) : row)
                .toList());
    }

    /** Returns the rows, in order. */
    public List<Row<S, P>> rows() {
        return rows;
    }

    /** Returns the row for a command in a state over a channel. */
    public Optional<Row<S, P>> find(S state, Class<? extends Command> command, boolean tls) {
        List<Optional<Row<S, P>>> found = index.get(command);
        return found == null ? Optional.empty() : found.get(place(state, tls));
    }

    /** Returns why there is no row for a command in a state over a channel; nothing if there is one. */
    public Optional<Refusal> refusal(S state, Class<? extends Command> command, boolean tls) {
        if (find(state, command, tls).isPresent()) {
            return Optional.empty();
        }
        if (!index.containsKey(command)) {
            return Optional.of(Refusal.UNKNOWN_COMMAND);
        }
        boolean onlyTheChannelIsWrong = find(state, command, !tls).isPresent()
                || rows.stream()
                        .noneMatch(row -> row.command() == command && row.over().holds(tls));
        if (onlyTheChannelIsWrong) {
            return Optional.of(tls ? Refusal.NEEDS_CLEARTEXT : Refusal.NEEDS_TLS);
        }
        return Optional.of(Refusal.WRONG_STATE);
    }

    /** Returns the table as it stands in the documentation. */
    public String toMarkdown() {
        Set<S> all = statesOf(rows.get(0));
        return rows.stream()
                .map(row -> row.toMarkdown(all))
                .collect(Collectors.joining(
                        "\n", "| in | command | over | then | source |\n| --- | --- | --- | --- | --- |\n", "\n"));
    }

    private static <P, C extends Command> BiFunction<P, Command, Step> typed(
            Class<C> command, BiFunction<P, C, ? extends Step> answer) {
        return (session, heard) -> answer.apply(session, command.cast(heard));
    }

    private List<Optional<Row<S, P>>> indexOf(Class<? extends Command> command, Set<S> states) {
        var found = new ArrayList<Optional<Row<S, P>>>();
        for (S state : states) {
            for (boolean tls : new boolean[] {false, true}) {
                found.add(rows.stream()
                        .filter(row -> row.fits(state, command, tls))
                        .findFirst());
            }
        }
        return found;
    }

    private static int place(Enum<?> state, boolean tls) {
        return state.ordinal() * 2 + (tls ? 1 : 0);
    }

    private static <S extends Enum<S> & State> Set<S> statesOf(Row<S, ?> row) {
        return EnumSet.allOf(row.in().iterator().next().getDeclaringClass());
    }
}
