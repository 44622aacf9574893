package mailtls.conformance.command;

/** How a command ended, in the numbers of BSD's {@code sysexits}. */
public final class ExitStatus {

    /** It did what it was asked to, and ended when it was asked to. */
    public static final int OK = 0;

    /** The command line asks for something that there isn't, or for things that contradict each other. */
    public static final int USAGE = 64;

    /** A file can't be read or written, or is not what it should be. */
    public static final int FILE = 66;

    /** Something outside is in the way: a port is taken. */
    public static final int UNAVAILABLE = 69;

    /** A fault of our own. */
    public static final int FAULT = 70;

    private ExitStatus() {}
}
