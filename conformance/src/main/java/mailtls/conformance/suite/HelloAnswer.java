package mailtls.conformance.suite;

import java.util.function.Predicate;
import mailtls.conformance.peer.HelloReply;
import mailtls.conformance.peer.HelloReply.Alert;
import mailtls.conformance.peer.HelloReply.None;
import mailtls.conformance.peer.HelloReply.ServerHello;
import mailtls.conformance.suite.Finding.Kind;
import mailtls.wire.Ascii;

/**
 * What has to come of a ClientHello.
 *
 * @param words what is expected, for a person
 * @param whenRefused what it means that the server refuses, with whichever alert, or without one
 * @param alert the one alert that will do, if not every one does
 * @param fits whether a ServerHello is what is asked for
 * @param needsTls13 whether it is asked only of a server that speaks TLS 1.3
 */
record HelloAnswer(
        String words, Kind whenRefused, Predicate<Alert> alert, Predicate<ServerHello> fits, boolean needsTls13) {

    private static final String REFUSAL = "a fatal alert, or the end of the connection";

    /** Whatever is offered is refused. */
    static HelloAnswer refused() {
        return new HelloAnswer(REFUSAL, Kind.KEPT, alert -> true, hello -> false, false);
    }

    /** It is refused with this alert, so that the client knows why. */
    static HelloAnswer refusedWith(int description) {
        return new HelloAnswer(
                "the fatal alert " + description,
                Kind.BROKEN,
                alert -> alert.description() == description,
                hello -> false,
                false);
    }

    /** It goes on, like this. */
    static HelloAnswer taken(String words, Predicate<ServerHello> fits) {
        return new HelloAnswer(words, Kind.BROKEN, alert -> false, fits, false);
    }

    /** If it goes on, then like this; if not, nothing can be said. */
    static HelloAnswer ifTaken(String words, Predicate<ServerHello> fits) {
        return new HelloAnswer(words, Kind.NOT_APPLICABLE, alert -> false, fits, false);
    }

    /** It is refused with this alert, or goes on, like this. */
    static HelloAnswer refusedWithOrTaken(int description, String words, Predicate<ServerHello> fits) {
        return new HelloAnswer(
                "the fatal alert " + description + ", or " + words,
                Kind.NOT_APPLICABLE,
                alert -> alert.description() == description,
                fits,
                false);
    }

    /** It is refused, or goes on, like this. */
    static HelloAnswer refusedOrTaken(String words, Predicate<ServerHello> fits) {
        return new HelloAnswer(words + ", or " + REFUSAL, Kind.KEPT, alert -> true, fits, false);
    }

    /** Returns the same, asked only of a server that speaks TLS 1.3. */
    HelloAnswer withTls13() {
        return new HelloAnswer(words, whenRefused, alert, fits, true);
    }

    Finding judge(HelloReply reply) {
        if (reply instanceof ServerHello hello) {
            String told = "it goes on, with version 0x%04x and suite 0x%04x".formatted(hello.version(), hello.suite());
            return fits.test(hello) ? Finding.kept(told) : Finding.broken(told, words);
        }
        if (reply instanceof Alert refusal) {
            String told = "it refuses, with alert " + refusal.description();
            return alert.test(refusal) ? Finding.kept(told) : refused(told);
        }
        None none = (None) reply;
        String rest = none.ended().rest();
        if (!rest.isEmpty()) {
            // That it goes on in clear then is another matter: Lifecycle looks at it.
            return refused("it refuses, in clear: “" + Ascii.printable(rest).strip() + "”");
        }
        return none.ended().how().isOver()
                ? refused("it closes the connection")
                : Finding.undecided("there is neither an answer nor an end");
    }

    private Finding refused(String told) {
        return switch (whenRefused) {
            case KEPT -> Finding.kept(told);
            case BROKEN -> Finding.broken(told, words);
            case NOT_APPLICABLE -> Finding.notApplicable(told);
            case NOT_OBSERVABLE -> Finding.notObservable(told);
            case UNDECIDED -> Finding.undecided(told);
        };
    }
}
