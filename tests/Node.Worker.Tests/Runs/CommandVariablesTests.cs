using Agon.Node.Worker.Runs;

namespace Agon.Node.Worker.Tests.Runs;

public sealed class CommandVariablesTests
{
    [Theory]
    [InlineData(LogStream.Ingestion, RunStep.Predicting, "$input $output $ingestion_program $submission_program", "/app/input_data /app/output /app/program /app/ingested_program")]
    [InlineData(LogStream.Ingestion, RunStep.Scoring, "$input $hidden $shared", "/app/input_data /app/input/ref /app/shared")]
    [InlineData(LogStream.Scoring, RunStep.Scoring, "$program/score.py $input $output", "/app/program/score.py /app/input /app/output")]
    [InlineData(LogStream.Scoring, RunStep.Scoring, "$predictions $hidden $tmp $shared", "/app/input/res /app/input/ref /app/output /app/shared")]
    [InlineData(LogStream.Submission, RunStep.Predicting, "$program/main $input $output $predictions", "/app/program/main /app/input /app/output /app/output")]
    public void variables_become_the_paths_of_the_contract(LogStream program, RunStep step, string command, string expected) =>
        CommandVariables.Replace(command, program, step).ShouldBe(expected);

    [Theory]
    [InlineData(LogStream.Ingestion)]
    [InlineData(LogStream.Submission)]
    public void input_data_is_not_mistaken_for_input(LogStream program) =>
        CommandVariables.Replace("$input_data", program, RunStep.Predicting).ShouldBe("/app/input_data");

    [Fact]
    public void other_variables_stay_as_they_are() =>
        CommandVariables.Replace("$HOME ${input} $Input", LogStream.Scoring, RunStep.Scoring).ShouldBe("$HOME ${input} $Input");
}
