package mailtls.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.Optional;
import mailtls.conformance.bench.Bench;
import mailtls.conformance.check.Check;
import mailtls.conformance.check.CheckClient;
import mailtls.conformance.check.Explain;
import mailtls.conformance.check.Replay;
import mailtls.conformance.command.ExitStatus;
import mailtls.conformance.command.Trouble;
import mailtls.conformance.deliver.Deliver;
import mailtls.conformance.mitm.Mitm;
import mailtls.conformance.serve.Serve;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The command line. What goes wrong is said in one line on stderr, and by the exit status. */
@Command(
        name = "mailtls",
        description = "TLS for IMAP, POP3 and SMTP.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands (mailtls help COMMAND says more)%n",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Mailtls.Version.class,
        exitCodeListHeading = "%nExit status%n",
        exitCodeList = {
            "0:It did what it was asked to.",
            "64:The command line is wrong or contradicts itself.",
            "66:A file can't be read or written, or is not what it should be.",
            "69:A port can't be had.",
            "70:A fault of mailtls itself."
        })
public final class Mailtls {

    private static final int WIDTH = 100;

    private Mailtls() {}

    public static void main(String[] arguments) {
        System.exit(
                commandLine(utf8(FileDescriptor.out), utf8(FileDescriptor.err)).execute(arguments));
    }

    /** Returns the command line, printing to these. */
    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return new CommandLine(new Mailtls(), new Commands(out))
                .addSubcommand(Serve.class)
                .addSubcommand(Check.class)
                .addSubcommand(CheckClient.class)
                .addSubcommand(Mitm.class)
                .addSubcommand(Deliver.class)
                .addSubcommand(Replay.class)
                .addSubcommand(Explain.class)
                .addSubcommand(Bench.class)
                .addSubcommand(new HelpCommand())
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(WIDTH)
                .setParameterExceptionHandler(
                        (wrong, arguments) -> status(wrong.getCommandLine(), say(err, usage(wrong))))
                .setExecutionExceptionHandler((thrown, command, parsed) -> status(command, say(err, thrown)));
    }

    /** A check, a bench and a delivery have exit statuses of their own, which tell what came of them. */
    private static int status(CommandLine command, int status) {
        Object asked = command.getCommand();
        boolean tells = asked instanceof Check
                || asked instanceof CheckClient
                || asked instanceof Replay
                || asked instanceof Deliver
                || asked instanceof Bench;
        return tells ? Check.exitStatus(status) : status;
    }

    private static Trouble usage(ParameterException wrong) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        return Trouble.withUsage(String.valueOf(wrong.getMessage()), "see " + command + " --help");
    }

    private static int say(PrintWriter err, Exception thrown) {
        if (thrown instanceof Trouble trouble) {
            err.println("mailtls: " + trouble.getMessage());
            return trouble.exitStatus();
        }
        err.println("mailtls: a fault of its own; please report it with what follows");
        thrown.printStackTrace(err);
        return ExitStatus.FAULT;
    }

    /** Makes a command once it is the one that is meant: a server that starts has no use for the catalogue of the suite. */
    private record Commands(PrintWriter out) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            return type.isAnnotationPresent(Command.class)
                    ? type.getConstructor(PrintWriter.class).newInstance(out)
                    : CommandLine.defaultFactory().create(type);
        }
    }

    /** In UTF-8 whatever the system's own is, and flushed after each line: others read along. */
    private static PrintWriter utf8(FileDescriptor stream) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(stream), UTF_8), true);
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Optional.ofNullable(Mailtls.class.getPackage().getImplementationVersion())
                    .orElse("(not from a jar)");
            return new String[] {"mailtls " + version + ", Java " + Runtime.version()};
        }
    }
}
