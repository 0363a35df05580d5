# What fish completes of bilan: the program itself says what may come next.
function __bilan_completion
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set -l program (string replace -r '^~' $HOME -- $words[1])
    $program --completion $words[2..-1] (string replace -r '^~' $HOME -- "$typed") 2>/dev/null
end
complete -c bilan -f -a '(__bilan_completion)'
