package mailtls.conformance.command;

/**
 * Something that whoever typed the command can put right. Its message is one line that says what went wrong, where, and
 * what to do about it; there is nothing to be learned from a stack trace.
 */
public final class Trouble extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int exitStatus;

    private Trouble(int exitStatus, String what, String whatToDo) {
        super(oneLine(what + "; " + whatToDo));
        this.exitStatus = exitStatus;
    }

    /** Returns trouble with the command line itself. */
    public static Trouble withUsage(String what, String whatToDo) {
        return new Trouble(ExitStatus.USAGE, what, whatToDo);
    }

    /** Returns trouble with a file. */
    public static Trouble withFile(String what, String whatToDo) {
        return new Trouble(ExitStatus.FILE, what, whatToDo);
    }

    /** Returns trouble with something outside, as a port that is taken. */
    public static Trouble unavailable(String what, String whatToDo) {
        return new Trouble(ExitStatus.UNAVAILABLE, what, whatToDo);
    }

    /** Returns the status that the command ends with, one of {@link ExitStatus}. */
    public int exitStatus() {
        return exitStatus;
    }

    /** Returns the message itself, without a class name in front. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** Returns the text on one line, whatever it was made of: a file name may have line ends in it. */
    public static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cc}", "?");
    }
}
