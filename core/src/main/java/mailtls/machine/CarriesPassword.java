package mailtls.machine;

/** A command that has a password in it. When it comes in clear, that is worth a warning, whatever is answered. */
public interface CarriesPassword extends Command {

    /** Returns whose password it is, as far as the command says; empty if it does not. */
    String account();
}
